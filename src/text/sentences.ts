import { blocksOf } from './blocks';
import { marksOf } from './marks';
import type { MarkPair } from './pairedMarks';
import type { Range } from './pieceOffsets';
import { cutAtEnds } from './sentenceEnds';

/** A sentence with its place in the text that it was found in. */
export interface Sentence {
  /** On one line, as long as the original: see `flatten`. */
  readonly text: string;
  /** UTF-16 offset; it ends at `start + text.length`. */
  readonly start: number;
}

/**
 * The sentences of a text, one after another, computed as they are asked for: French, English, and whatever has
 * ends of sentences.
 *
 * @param atLineStart whether the text begins where a line does: only there can its first characters be marks.
 */
export function* sentencesOf(text: string, atLineStart = true): Generator<Sentence> {
  for (const block of blocksOf(text, atLineStart)) yield* sentencesOfBlock(block.text, block.start);
}

/**
 * The sentence at an offset; between two sentences of a paragraph the one before, and on a blank line none.
 */
export function sentenceAt(text: string, offset: number): Sentence | null {
  for (const block of blocksOf(text)) {
    if (block.lineEnd < offset) continue;
    // Before its first word, on the same line, stand its marks; on a line before, nothing.
    if (block.start > offset && /[\r\n]/.test(text.slice(offset, block.start))) return null;
    let last: Sentence | null = null;
    for (const sentence of sentencesOfBlock(block.text, block.start)) {
      if (last !== null && sentence.start > offset) return last;
      last = sentence;
      if (sentence.start + sentence.text.length > offset) return sentence;
    }
    return last;
  }
  return null;
}

function* sentencesOfBlock(text: string, offset: number): Generator<Sentence> {
  const { pairs, opaque } = marksOf(text);
  const spans = keepPairsWhole(text, cutAtEnds(text, opaque), pairs);
  const openings = new Map(pairs.map((pair) => [pair.open.start, pair]));
  const closings = new Map(pairs.map((pair) => [pair.close.end, pair]));
  for (const span of spans) {
    const { start, end } = withoutOuterMarks(text, span, openings, closings);
    if (start < end) yield { text: text.slice(start, end), start: offset + start };
  }
}

/**
 * Joins sentences that a pair of marks would be torn apart by. A pair around several whole sentences tears none: its
 * marks stand outside of them all.
 */
function keepPairsWhole(text: string, spans: readonly Range[], pairs: readonly MarkPair[]): Range[] {
  const indexAt = (offset: number): number => {
    let [low, high] = [0, spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((spans[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  // Which sentences hang together by pairs, from where to where; and whether one of the pairs is in their way.
  const reaches = spans.map((_, index) => ({ last: index, torn: false }));
  for (const { open, close } of pairs) {
    const [first, last] = [indexAt(open.start), indexAt(close.start)];
    const reach = reaches[first];
    const [begin, finish] = [spans[first], spans[last]];
    if (first === last || !reach || !begin || !finish) continue;
    reach.last = Math.max(reach.last, last);
    reach.torn ||= !isBare(text, begin.start, open.start) || !isBare(text, close.end, finish.end);
  }
  const joined: Range[] = [];
  for (let first = 0; first < spans.length;) {
    let { last, torn } = reaches[first] ?? { last: first, torn: false };
    for (let index = first + 1; index <= last; index++) {
      const reach = reaches[index];
      if (reach === undefined) continue;
      last = Math.max(last, reach.last);
      torn ||= reach.torn;
    }
    const group = spans.slice(first, last + 1);
    const [begin, finish] = [spans[first], spans[last]];
    if (torn && begin && finish) joined.push({ start: begin.start, end: finish.end });
    else joined.push(...group);
    first = last + 1;
  }
  return joined;
}

/** Whether only marks and blanks stand there. The longest run of marks is short. */
function isBare(text: string, start: number, end: number): boolean {
  return end - start <= 64 && !/[^\s*_~[]/.test(text.slice(start, end));
}

/** A sentence without blanks at its ends, and without marks there that belong to it whole, or to several. */
function withoutOuterMarks(
  text: string,
  span: Range,
  openings: ReadonlyMap<number, MarkPair>,
  closings: ReadonlyMap<number, MarkPair>,
): Range {
  let { start, end } = trimmed(text, span);
  for (;;) {
    const opened = openings.get(start);
    const closed = closings.get(end);
    if (opened !== undefined && opened.close.end >= end) {
      // Around all of it, or reaching into the next sentence.
      if (opened.close.end === end) end = opened.close.start;
      start = opened.open.end;
    } else if (closed !== undefined && closed.open.start < start) {
      end = closed.close.start;
    } else {
      return { start, end };
    }
    ({ start, end } = trimmed(text, { start, end: Math.max(start, end) }));
  }
}

function trimmed(text: string, { start, end }: Range): Range {
  const part = text.slice(start, end);
  const front = part.length - part.trimStart().length;
  const words = part.trim().length;
  return { start: start + front, end: start + front + words };
}
