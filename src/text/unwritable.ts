import type { Range } from './pieceOffsets';
import { wordMarker } from './pieces';

/** A word, or one other character with what sits on it. */
const units = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s\u0085]\p{M}*/gu;
const clusters = /\P{M}\p{M}*|\p{M}+/gu;
/** Between two words of a run: one name, one sentence in another script. */
const within = /^(?:\s+|[-'’·.‑])?$/u;
const placeholderBlock = /[\uE000-\uE01F]/u;

/**
 * What the vocabulary can only spell in bytes: emoji, symbols, words of other scripts and words with a letter of
 * theirs. Neighbours with nothing but a blank between them are one.
 */
export function unwritableRanges(text: string, from: number, to: number, writes: Writes): Range[] {
  const ranges: Range[] = [];
  for (const match of text.slice(from, to).matchAll(units)) {
    const [unit] = match;
    if (isWritable(unit, writes)) continue;
    const [start, end] = [from + match.index, from + match.index + unit.length];
    const before = ranges.at(-1);
    if (before !== undefined && within.test(text.slice(before.end, Math.min(start, before.end + 8)))) {
      ranges[ranges.length - 1] = { start: before.start, end };
    } else ranges.push({ start, end });
  }
  return ranges;
}

export type Writes = (text: string) => boolean;

/**
 * Letters of other scripts are not written even where the vocabulary happens to have some of them: half a word in
 * bytes is no better than a whole one. A capital counts as written where its small letter is: `Œuvre` is to be
 * translated, bytes or not.
 */
function isWritable(unit: string, writes: Writes): boolean {
  if (/^[a-z0-9]+$/i.test(unit) && writes(unit)) return true;
  for (const [cluster] of unit.matchAll(clusters)) {
    if (cluster.includes(wordMarker) || placeholderBlock.test(cluster)) return false;
    if (/\p{L}/u.test(cluster) && !/\p{Script=Latin}/u.test(cluster)) return false;
    if (!writes(cluster) && !(/\p{L}/u.test(cluster) && writes(cluster.toLowerCase()))) return false;
  }
  return true;
}

/** Asks once for each text; texts here are characters, and the same ones come again and again. */
export function remembering(writes: Writes): Writes {
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? writes(text);
    if (text.length <= 4) known.set(text, answer);
    return answer;
  };
}
