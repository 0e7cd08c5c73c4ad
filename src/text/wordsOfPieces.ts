import type { Range } from './pieceOffsets';

/** A part of a token that belongs to a word. */
export interface WordShare {
  readonly word: number;
  readonly share: number;
}

/**
 * The words that a token's range of a joined text belongs to, by how many of its characters are theirs: `don` of
 * `do n't`, written together, is `do` to two thirds. A range without a word's character (a space, a marker before
 * what is spelled in bytes) goes to the word after it, or to the last one.
 *
 * @param owners for each UTF-16 unit the index of its word, -1 for none
 */
export function ownersOfRange(owners: readonly number[], { start, end }: Range): WordShare[] {
  const counts = new Map<number, number>();
  for (const word of owners.slice(start, end)) {
    if (word >= 0) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if (counts.size === 0) {
    const nearest = owners.slice(start).find((word) => word >= 0) ?? owners.at(-1);
    return nearest === undefined ? [] : [{ word: nearest, share: 1 }];
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].map(([word, count]) => ({ word, share: count / total }));
}
