/** Text as the tokenizer sees it, with the way back to the text it was made from. */
export interface NormalizedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where the source of that unit begins in the original. */
  readonly starts: readonly number[];
  /** For each UTF-16 unit of `text`, where the source of that unit ends in the original. */
  readonly ends: readonly number[];
}

/** Stands on both sides of a segment, so that stripping its ends does not take its own blanks. */
const guard = '|';

/** Runs of blanks are normalized as one: they become a single space, wherever their graphemes would be cut. */
const blanks = /[\s\u0085]+/gu;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Normalizes `original` piece by piece and so learns which unit came from where: `…` becomes three dots that all
 * point at one character, `e` with a combining accent one letter that points at two.
 *
 * @returns null if the pieces do not add up to what normalizing the whole gives: then nobody knows.
 */
export function normalizeWithOffsets(
  original: string,
  normalize: (text: string) => string,
): NormalizedText | null {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [start, segment] of segments(original)) {
    const guarded = normalize(guard + segment + guard);
    if (!guarded.startsWith(guard) || !guarded.endsWith(guard) || guarded.length < 2) return null;
    const normalized = guarded.slice(1, -1);
    for (let i = 0; i < normalized.length; i++) {
      const same = normalized === segment;
      starts.push(same ? start + i : start);
      ends.push(same ? start + i + 1 : start + segment.length);
    }
    text += normalized;
  }
  const whole = normalize(original);
  // The whole may have been stripped at its ends.
  const lead = whole === text ? 0 : text.length - text.trimStart().length;
  if (text.slice(lead, lead + whole.length) !== whole || text.slice(lead + whole.length).trim() !== '') {
    return null;
  }
  return {
    text: whole,
    starts: starts.slice(lead, lead + whole.length),
    ends: ends.slice(lead, lead + whole.length),
  };
}

/** Runs of blanks, and the graphemes between them, each with its offset. */
function* segments(text: string): Generator<readonly [start: number, segment: string]> {
  let end = 0;
  for (const match of text.matchAll(blanks)) {
    yield* graphemesOf(text.slice(end, match.index), end);
    yield [match.index, match[0]];
    end = match.index + match[0].length;
  }
  yield* graphemesOf(text.slice(end), end);
}

function* graphemesOf(text: string, offset: number): Generator<readonly [start: number, segment: string]> {
  for (const { index, segment } of graphemes.segment(text)) yield [offset + index, segment];
}
