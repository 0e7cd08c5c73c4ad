import type { Translation } from '../protocol/translation';

/** A piece of the sentence and how much attention it got. */
export interface Shade {
  /** UTF-16 offsets in the sentence. */
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** As many shades as the editor tells apart. */
export const levelCount = 10;

/** The shade of a weight on the fixed scale 0..1: 1..levelCount, so that only a weight of 0 has none. */
export function levelOf(weight: number): number {
  return Math.min(levelCount, Math.ceil(weight * levelCount));
}

/** How the source is shaded for one produced token; the end of the sentence has no place in the text. */
export function shadesOf({ sourceTokens, steps }: Translation, row: number): Shade[] {
  const weights = steps[row]?.weights ?? [];
  return sourceTokens.flatMap(({ start, end }, column) => {
    const weight = weights[column] ?? 0;
    return weight > 0 && start < end ? [{ start, end, weight }] : [];
  });
}

/** The source token at an offset of the sentence; null if there is none. */
export function columnAt({ sourceTokens }: Translation, offset: number): number | null {
  const at = sourceTokens.findIndex(({ start, end }) => start <= offset && offset < end);
  if (at >= 0) return at;
  // Right behind a word, the cursor still is on it.
  const before = sourceTokens.findIndex(({ start, end }) => start < offset && offset === end);
  return before >= 0 ? before : null;
}
