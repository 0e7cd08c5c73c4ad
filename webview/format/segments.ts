import type { SourceToken, TargetToken } from '../../src/protocol/translation';
import { isEnd } from './tokens';

/** A stretch of a sentence and the tokens (by index) that it stands for; none for the space between. */
export interface Segment {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** The source sentence cut where its tokens are. Offsets that lead outside or back are left to their neighbours. */
export function sourceSegments(text: string, tokens: readonly SourceToken[]): Segment[] {
  const segments: { text: string; tokens: number[] }[] = [];
  let at = 0;
  tokens.forEach((token, index) => {
    if (isEnd(token) || token.end <= token.start || token.end > text.length) return;
    const start = Math.max(at, token.start);
    if (start >= token.end) {
      // Several tokens for one character (spelled in bytes) share its stretch.
      segments.findLast((segment) => segment.tokens.length > 0)?.tokens.push(index);
      return;
    }
    if (start > at) segments.push({ text: text.slice(at, start), tokens: [] });
    segments.push({ text: text.slice(start, token.end), tokens: [index] });
    at = token.end;
  });
  if (at < text.length) segments.push({ text: text.slice(at), tokens: [] });
  return segments;
}

/**
 * The translation cut where its tokens are: each is looked for behind the one before. Null if they do not make up
 * the text (a character spelled in bytes); then the text is shown whole, or its pieces one after the other. The text's
 * own marks of quotation stand for the plain ones of the tokens, its capitals for their small letters.
 */
export function targetSegments(text: string, tokens: readonly TargetToken[]): Segment[] | null {
  const segments: Segment[] = [];
  const plain = asTokensHaveIt(text);
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    // A space that is a token of its own is between the segments anyway.
    if (isEnd(token) || token.text === '' || token.piece === '▁') continue;
    const start = plain.indexOf(asTokensHaveIt(token.text), at);
    if (start < 0 || text.slice(at, start).trim() !== '') return null;
    if (start > at) segments.push({ text: text.slice(at, start), tokens: [] });
    at = start + token.text.length;
    segments.push({ text: text.slice(start, at), tokens: [index] });
  }
  return text.slice(at).trim() === '' ? segments : null;
}

/** With plain quotes and small letters; as long as it was. */
function asTokensHaveIt(text: string): string {
  const plain = text.replace(/[«»“”„]/gu, '"');
  const small = plain.toLowerCase();
  return small.length === plain.length ? small : plain;
}

/** The pieces in a row, with a space before each word: what is shown when the text cannot be cut. */
export function pieceSegments(tokens: readonly TargetToken[]): Segment[] {
  return tokens.flatMap((token, index) => {
    if (isEnd(token)) return [];
    const piece = { text: token.text, tokens: [index] };
    return index > 0 && token.startsWord ? [{ text: ' ', tokens: [] }, piece] : [piece];
  });
}
