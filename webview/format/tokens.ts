import type { TargetToken } from '../../src/protocol/translation';
import { labelText } from './visibleText';

/** What a label shows: the end of the sentence is not a word, and must not look like one. */
export interface TokenLabel {
  readonly text: string;
  readonly kind: 'word' | 'piece' | 'end';
}

/** Only the vocabulary's own entry counts: `</s>` typed by somebody is split into other pieces. */
export function isEnd(token: TargetToken): boolean {
  return token.piece === '</s>';
}

/** The label of a token; the first one begins a word even if its piece does not say so. */
export function labelOf(token: TargetToken, index: number): TokenLabel {
  if (isEnd(token)) return { text: 'end', kind: 'end' };
  return { text: labelText(token.text), kind: token.startsWord || index === 0 ? 'word' : 'piece' };
}

/** A token as it is called in a sentence about it. */
export function nameOf(token: TargetToken | undefined): string {
  if (token === undefined) return '';
  return isEnd(token) ? 'end of sentence' : labelText(token.text);
}

/** Neighbouring tokens that make up one word: `[first, last]`, both included. */
export function wordSpans(tokens: readonly TargetToken[]): (readonly [number, number])[] {
  const spans: [number, number][] = [];
  tokens.forEach((token, index) => {
    const open = spans.at(-1);
    const last = tokens[index - 1];
    const joins =
      open !== undefined && !token.startsWord && !isEnd(token) && last !== undefined && !isEnd(last);
    if (joins) open[1] = index;
    else spans.push([index, index]);
  });
  return spans;
}

/** Whether any word is in more than one piece, which the page then explains. */
export function hasPieces(tokens: readonly TargetToken[]): boolean {
  return wordSpans(tokens).some(([first, last]) => last > first);
}
