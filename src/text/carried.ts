import { inlineCodes } from './inlineCode';
import type { FindNames } from './names';
import { PairedMarks, type MarkPair } from './pairedMarks';
import type { Range } from './pieceOffsets';
import { scanMark } from './scanMarks';
import { endOfWord, isAfterWord, isBeforeWord, technicalSpanAt } from './technicalSpans';
import { remembering, unwritableRanges, type Writes } from './unwritable';

/** What of a sentence is carried over: no range overlaps another. */
export interface Carried {
  /** In reading order. */
  readonly copies: readonly Range[];
  /** In reading order, apart from the copies. */
  readonly names: readonly Range[];
  /** In the reading order of their opening marks; properly nested, with words of their own inside. */
  readonly pairs: readonly MarkPair[];
}

/** What is known of a vocabulary. */
export interface Vocabulary {
  /** Whether it has every character of a text. */
  readonly writes: Writes;
  readonly findNames: FindNames;
}

/** Finds what is not to be translated, and the marks around words that are. */
export function findCarried(sentence: string, { writes, findNames }: Vocabulary): Carried {
  const marks = new PairedMarks();
  const technical = scan(sentence, marks);
  const copies = inOrder([
    ...technical,
    ...marks.tagsAlone,
    ...marks.underscoresAlone.flatMap((mark) => nameAfter(sentence, mark, technical)),
  ]);
  const { pairs } = marks;
  const known = remembering(writes);
  const unwritable = gaps(sentence.length, [...copies, ...pairs.flatMap(({ open, close }) => [open, close])])
    // What is written like this is looked at in pieces; the marks and spans between them are settled.
    .flatMap(({ start, end }) => unwritableRanges(sentence, start, end, known));
  const carried = simplified(sentence, inOrder([...copies, ...unwritable]), pairs);
  const taken = [...carried.copies, ...carried.pairs.flatMap(({ open, close }) => [open, close])];
  return { ...carried, names: findNames(sentence, gaps(sentence.length, taken)) };
}

/** Reads the sentence once: code and technical spans first, then marks, then words, which are stepped over. */
function scan(sentence: string, marks: PairedMarks): Range[] {
  const found: Range[] = [];
  const codes = inlineCodes(sentence);
  let index = 0;
  while (index < sentence.length) {
    const length = (codes.get(index) ?? index) - index || spanLength(sentence, index);
    if (length > 0) {
      found.push({ start: index, end: index + length });
      index += length;
      continue;
    }
    const mark = scanMark(sentence, index, marks);
    if (mark?.isCopy === true) found.push({ start: index, end: mark.end });
    index = mark?.end ?? Math.max(endOfWord(sentence, index), index + 1);
  }
  return found;
}

function spanLength(sentence: string, index: number): number {
  if (/\s/.test(sentence[index] ?? '')) return 0;
  const isInside = isAfterWord(sentence, index) && isBeforeWord(sentence, index);
  return isInside ? 0 : technicalSpanAt(sentence, index);
}

/** A run of `_` that marks nothing belongs to the name that it begins: `_private`. */
function nameAfter(sentence: string, mark: Range, taken: readonly Range[]): Range[] {
  if (isAfterWord(sentence, mark.start)) return [];
  const end = endOfWord(sentence, mark.end);
  const next = taken.find(({ start }) => start >= mark.end);
  return end > mark.end || next?.start === mark.end
    ? [{ start: mark.start, end: Math.min(end, next?.start ?? end) }]
    : [];
}

/**
 * As few placeholders as say the same: marks around nothing but carried spans are carried with them, marks around
 * the same words as others are one mark with those, and neighbours are one span.
 */
function simplified(
  sentence: string,
  copies: readonly Range[],
  pairs: readonly MarkPair[],
): Omit<Carried, 'names'> {
  const outer = copies.filter((copy) => copy.end > copy.start);
  const wordsBefore = countWords(sentence, [...outer, ...pairs.flatMap(({ open, close }) => [open, close])]);
  const hasWords = ({ open, close }: MarkPair) =>
    (wordsBefore[close.start] ?? 0) > (wordsBefore[open.end] ?? 0);
  const whole = pairs.filter((pair) => !hasWords(pair)).map(({ open, close }) => spanning(open, close));
  return {
    copies: withoutNeighbours(withoutNested(inOrder([...outer, ...whole]))),
    pairs: merged(pairs.filter(hasWords)),
  };
}

/** How many units of words, outside of `taken`, there are before each offset. */
function countWords(sentence: string, taken: readonly Range[]): Uint32Array {
  const isTaken = new Uint8Array(sentence.length);
  for (const { start, end } of taken) isTaken.fill(1, start, end);
  const counts = new Uint32Array(sentence.length + 1);
  for (const { index, 0: word } of sentence.matchAll(/[\p{L}\p{N}]+/gu)) {
    for (let i = index; i < index + word.length; i++) counts[i + 1] = isTaken[i] === 1 ? 0 : 1;
  }
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
  return counts;
}

/** Pairs in order, where marks that touch on both sides have become one pair. */
function merged(pairs: readonly MarkPair[]): MarkPair[] {
  const result: MarkPair[] = [];
  for (const pair of pairs) {
    const last = result.at(-1);
    if (last?.open.end === pair.open.start && pair.close.end === last.close.start) {
      result[result.length - 1] = {
        open: spanning(last.open, pair.open),
        close: spanning(pair.close, last.close),
      };
    } else result.push(pair);
  }
  return result;
}

function withoutNested(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    if (range.end > (result.at(-1)?.end ?? 0)) result.push(range);
  }
  return result;
}

function withoutNeighbours(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last?.end === range.start) result[result.length - 1] = spanning(last, range);
    else result.push(range);
  }
  return result;
}

/** The longest first where several begin. */
function inOrder(ranges: readonly Range[]): Range[] {
  return [...ranges].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What is in none of the ranges, which do not overlap. */
function gaps(length: number, ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  let end = 0;
  for (const range of inOrder(ranges)) {
    if (range.start > end) found.push({ start: end, end: range.start });
    end = Math.max(end, range.end);
  }
  if (end < length) found.push({ start: end, end: length });
  return found;
}

function spanning(first: Range, last: Range): Range {
  return { start: first.start, end: last.end };
}
