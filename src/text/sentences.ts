import { blocksOf } from './blocks';

/** A sentence with its place in the text that it was found in. */
export interface Sentence {
  /** On one line, as long as the original: see `flatten`. */
  readonly text: string;
  /** UTF-16 offset; it ends at `start + text.length`. */
  readonly start: number;
}

/** After these a full stop ends no sentence: titles, references, initials. */
const abbreviation =
  /(?:^|[\s(«'’])(?:MM?|Mmes?|Mlles?|Mgr|Drs?|Prs?|Me|Stes?|Sts?|av|apr|bd|boul|art|fig|chap|vol|no|cf|env|pp?|éd|[A-ZÀ-Ý](?:\.-?[A-ZÀ-Ý])*)\.\s*$/u;
/** Closing marks that a space parts from their sentence, as French has it: `« Oui. » Il sortit.` */
const closers = /^[»)\]”]+(?:\s+|$)/u;
/** `« Oui ! » dit-il.` is one sentence, and no sentence begins with a small letter. */
const continues = /^\p{Ll}/u;

/**
 * The segmenter's time grows with the square of the text's length: 150 s for a million characters. So long
 * text is given to it in windows.
 */
const windowLength = 4096;

interface Span {
  readonly start: number;
  readonly end: number;
}

function* segmentsOf(text: string, segmenter: Intl.Segmenter): Generator<Span> {
  let from = 0;
  let length = windowLength;
  while (from < text.length) {
    const part = text.slice(from, from + length);
    const isLast = from + part.length === text.length;
    const starts = Array.from(segmenter.segment(part), (segment) => from + segment.index);
    // What the window's end cut off is looked at again, as the beginning of the next window.
    const next = isLast ? text.length : starts.at(-1);
    if (next === undefined || next === from) {
      length *= 2;
      continue;
    }
    for (const [index, start] of starts.entries()) {
      if (start < next) yield { start, end: starts[index + 1] ?? next };
    }
    from = next;
    length = windowLength;
  }
}

/** Segments joined again where French has no end of sentence. */
function* joined(text: string, segments: Iterable<Span>): Generator<Span> {
  let current: Span | null = null;
  for (const segment of segments) {
    if (current === null) {
      current = segment;
      continue;
    }
    const closing: number = closers.exec(text.slice(segment.start, segment.end))?.[0].length ?? 0;
    const rest: Span = { start: segment.start + closing, end: segment.end };
    current = { start: current.start, end: rest.start };
    // An abbreviation is short: looking at the last few characters is enough, however long the sentence.
    const tail = text.slice(Math.max(current.start, current.end - 24), current.end);
    if (
      rest.start === rest.end ||
      continues.test(text.slice(rest.start, rest.start + 2)) ||
      abbreviation.test(tail)
    ) {
      current = { start: current.start, end: rest.end };
    } else {
      yield current;
      current = rest;
    }
  }
  if (current !== null) yield current;
}

function* sentencesOfBlock(text: string, offset: number, segmenter: Intl.Segmenter): Generator<Sentence> {
  for (const { start, end } of joined(text, segmentsOf(text, segmenter))) {
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed !== '') yield { text: trimmed, start: offset + start + raw.indexOf(trimmed) };
  }
}

/**
 * The sentences of a text, one after another, computed as they are asked for.
 *
 * @param atLineStart whether the text begins where a line does: only there can its first characters be marks.
 */
export function* sentencesOf(text: string, atLineStart = true, locale = 'fr'): Generator<Sentence> {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  for (const block of blocksOf(text, atLineStart))
    yield* sentencesOfBlock(block.text, block.start, segmenter);
}

/**
 * The sentence at an offset; between two sentences of a paragraph the one before, and on a blank line none.
 */
export function sentenceAt(text: string, offset: number, locale = 'fr'): Sentence | null {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  for (const block of blocksOf(text)) {
    if (block.lineEnd < offset) continue;
    // Before its first word, on the same line, stand its marks; on a line before, nothing.
    if (block.start > offset && /[\r\n]/.test(text.slice(offset, block.start))) return null;
    let last: Sentence | null = null;
    for (const sentence of sentencesOfBlock(block.text, block.start, segmenter)) {
      if (last !== null && sentence.start > offset) return last;
      last = sentence;
      if (sentence.start + sentence.text.length > offset) return sentence;
    }
    return last;
  }
  return null;
}
