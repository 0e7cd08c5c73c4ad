import { findCarried, type Vocabulary } from './carried';
import { namesAmong } from './names';
import {
  placeholder,
  withoutPlaceholders,
  type PlaceholderKind,
  type PlaceholderLimits,
} from './placeholders';
import type { Range } from './pieceOffsets';

/** What a placeholder stands for, with its place in the sentence, in UTF-16 units. */
export interface CarriedSpan extends Range {
  readonly kind: PlaceholderKind;
  /** Counted within its kind; an opening mark and its closing one have the same. */
  readonly number: number;
  /** The character that the model reads and writes instead. */
  readonly placeholder: string;
  /** What it stands for. */
  readonly text: string;
}

/** A sentence as the model reads it, with the way back. */
export interface ProtectedText {
  readonly text: string;
  /** In reading order. */
  readonly spans: readonly CarriedSpan[];
  /** A range of `text`, in the sentence that it was made from. */
  readonly originalRange: (range: Range) => Range;
}

export interface Protection extends Vocabulary {
  readonly limits: PlaceholderLimits;
}

/**
 * Puts placeholders in for what must not be translated. What exceeds the limits stays as it is; only a character
 * that is a placeholder itself cannot, and becomes U+FFFD.
 */
export function protect(sentence: string, protection: Protection): ProtectedText {
  const { copies, pairs } = protection.limits;
  if (copies === 0 && pairs === 0) return unprotected(sentence);
  return withPlaceholders(sentence, numbered(sentence, protection));
}

/**
 * Puts the placeholders of a source into its translation, where that has the same spans, each once; others stay raw.
 *
 * @param spellings the same spans in the same order in every list, with the texts to look for
 */
export function protectLike(
  translation: string,
  protection: Protection,
  ...spellings: readonly (readonly CarriedSpan[])[]
): ProtectedText {
  // Names are those of the source, wherever they stand: what tells a name in a source is of no use here.
  const names = new Set(spellings.flatMap((list) => list.map(({ text }) => text)));
  const found = findCarried(translation, { ...protection, findNames: namesAmong(names) });
  const used = new Set<string>();
  const spans: CarriedSpan[] = [];
  const textOf = ({ start, end }: Range) => translation.slice(start, end);
  const take = (span: CarriedSpan, range: Range) => {
    used.add(span.placeholder);
    spans.push({ ...span, ...range, text: textOf(range) });
  };
  const free = (kind: PlaceholderKind, range: Range) =>
    spellings.flatMap((list) =>
      list.filter((span) => span.kind === kind && !used.has(span.placeholder) && span.text === textOf(range)),
    );
  for (const range of [...found.copies, ...found.names]) {
    const [span] = free('copy', range);
    if (span !== undefined) take(span, range);
  }
  for (const { open, close } of found.pairs) {
    const closing = free('close', close);
    const opening = free('open', open).find(({ number }) => closing.some((span) => span.number === number));
    const partner = closing.find(({ number }) => number === opening?.number);
    if (opening === undefined || partner === undefined) continue;
    take(opening, open);
    take(partner, close);
  }
  return withPlaceholders(
    translation,
    spans.sort((a, b) => a.start - b.start),
  );
}

/** The text with every placeholder replaced by what it stands for. */
export function restore(text: string, spans: readonly CarriedSpan[]): string {
  if (spans.length === 0) return text;
  const texts = new Map(spans.map((span) => [span.placeholder, span.text]));
  return text.replace(/[\uE000-\uE01F]/gu, (character) => texts.get(character) ?? character);
}

/** The text as it is. */
export function unprotected(sentence: string): ProtectedText {
  return { text: sentence, spans: [], originalRange: (range) => range };
}

/** What is carried over, numbered in reading order as far as there are placeholders; names come last. */
function numbered(sentence: string, protection: Protection): CarriedSpan[] {
  const { copies, pairs } = protection.limits;
  const found = findCarried(sentence, protection);
  const whole = found.copies.slice(0, copies);
  const carried = [...whole, ...found.names.slice(0, copies - whole.length)].sort(
    (a, b) => a.start - b.start,
  );
  const span = (kind: PlaceholderKind, number: number, { start, end }: Range): CarriedSpan => ({
    kind,
    number,
    placeholder: placeholder(kind, number),
    text: sentence.slice(start, end),
    start,
    end,
  });
  return [
    ...carried.map((range, number) => span('copy', number, range)),
    ...found.pairs
      .slice(0, pairs)
      .flatMap(({ open, close }, number) => [span('open', number, open), span('close', number, close)]),
  ].sort((a, b) => a.start - b.start);
}

/** @param spans in order, apart from each other */
function withPlaceholders(sentence: string, spans: readonly CarriedSpan[]): ProtectedText {
  let text = '';
  let end = 0;
  /** Where in `text` each placeholder stands. */
  const places: number[] = [];
  for (const span of spans) {
    text += withoutPlaceholders(sentence.slice(end, span.start));
    places.push(text.length);
    text += span.placeholder;
    end = span.end;
  }
  text += withoutPlaceholders(sentence.slice(end));

  /** Where the unit that begins at `offset` of `text` begins in the sentence; or ends, where one ends there. */
  const original = (offset: number, asEnd: boolean): number => {
    const next = firstAtLeast(places, offset);
    const [place, span] = [places[next], spans[next]];
    if (place === offset && span !== undefined && !asEnd) return span.start;
    const [before, beforePlace] = [spans[next - 1], places[next - 1]];
    if (before === undefined || beforePlace === undefined) return offset;
    return before.end + (offset - beforePlace - 1);
  };
  return {
    text,
    spans,
    originalRange: (range) => {
      const start = original(range.start, false);
      return { start, end: range.end > range.start ? original(range.end, true) : start };
    },
  };
}

/** The index of the first of ascending `values` that is at least `least`; their number if none is. */
function firstAtLeast(values: readonly number[], least: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] ?? Infinity) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
