/**
 * Items in groups of at most `size`, each of about one length, the longest first: what does not fit into memory
 * fails early, and the last groups are quick.
 *
 * @param total largest sum of lengths in a group, each counted as the longest of it; one item is a group in any case
 */
export function byLength<T>(
  items: readonly T[],
  lengthOf: (item: T) => number,
  size: number,
  total = Infinity,
): T[][] {
  const sorted = [...items].sort((a, b) => lengthOf(b) - lengthOf(a));
  const groups: T[][] = [];
  let room = 0;
  for (const item of sorted) {
    if (room === 0) {
      groups.push([]);
      room = Math.max(1, Math.min(size, Math.floor(total / lengthOf(item))));
    }
    groups.at(-1)?.push(item);
    room--;
  }
  return groups;
}
