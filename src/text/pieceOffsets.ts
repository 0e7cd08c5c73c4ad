import type { NormalizedText } from './normalizedText';
import { byteOfPiece, utf8Length, wordMarker } from './pieces';

/** UTF-16 units `[start, end)` of the original text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Walks pieces along the text they were cut from, and says which units of the original each one stands for.
 *
 * The marker ▁ takes the space before its word, or nothing at the start of the text, and is not part of a
 * word's range; alone, it stands for the space. Every byte of a character stands for the whole character.
 *
 * @returns null if the pieces do not spell the text.
 */
export function pieceOffsets(pieces: readonly string[], normalized: NormalizedText): Range[] | null {
  const { text, starts, ends } = normalized;
  const ranges: Range[] = [];
  let position = 0;
  let bytesLeft = 0;
  let current: Range = { start: starts[0] ?? 0, end: starts[0] ?? 0 };
  for (const piece of pieces) {
    if (byteOfPiece(piece) !== null) {
      if (bytesLeft === 0) {
        const codePoint = text.codePointAt(position);
        if (codePoint === undefined) return null;
        const length = codePoint > 0xffff ? 2 : 1;
        current = span(position, position + length);
        bytesLeft = utf8Length(codePoint);
        position += length;
      }
      bytesLeft--;
      ranges.push(current);
      continue;
    }
    if (bytesLeft > 0) return null;
    // A marker stands for a space or, where there is none, for nothing; unless the text itself has a ▁ there.
    const marked = piece.startsWith(wordMarker) && text[position] !== wordMarker;
    const from = position + (marked && text[position] === ' ' ? 1 : 0);
    const word = marked ? piece.slice(wordMarker.length) : piece;
    const spelt = text.slice(from, from + word.length).replaceAll(' ', wordMarker);
    if (spelt !== word) return null;
    current = word === '' ? span(position, from) : span(from, from + word.length);
    position = from + word.length;
    ranges.push(current);
  }
  return position === text.length && bytesLeft === 0 ? ranges : null;

  /** Units `[from, to)` of the normalized text, in the original; an empty span stands where the next unit does. */
  function span(from: number, to: number): Range {
    const start = starts[from] ?? ends.at(-1) ?? 0;
    return { start, end: to > from ? (ends[to - 1] ?? start) : start };
  }
}

/**
 * Offsets for text that could not be walked: each piece stands for the whole blank-separated word it belongs to,
 * or, if words and markers do not match either, for the whole text.
 */
export function coarseOffsets(pieces: readonly string[], text: string): Range[] {
  const words = Array.from(text.matchAll(/[^\s\u0085]+/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const wordOfPiece: number[] = [];
  let word = -1;
  for (const piece of pieces) {
    if (piece.startsWith(wordMarker)) word++;
    wordOfPiece.push(Math.max(word, 0));
  }
  const whole = { start: 0, end: text.length };
  return wordOfPiece.map((index) => (word + 1 === words.length ? (words[index] ?? whole) : whole));
}
