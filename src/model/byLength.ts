/**
 * Items in groups of at most `size`, each of about one length, the longest first: what does not fit into memory
 * fails early, and the last groups are quick.
 */
export function byLength<T>(items: readonly T[], lengthOf: (item: T) => number, size: number): T[][] {
  const sorted = [...items].sort((a, b) => lengthOf(b) - lengthOf(a));
  const groups: T[][] = [];
  for (let start = 0; start < sorted.length; start += size) groups.push(sorted.slice(start, start + size));
  return groups;
}
