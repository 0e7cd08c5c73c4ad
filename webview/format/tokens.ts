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

/** The label of a token, given the one before it. */
export function labelOf(token: TargetToken, previous: TargetToken | undefined): TokenLabel {
  if (isEnd(token)) return { text: 'end', kind: 'end' };
  return { text: labelText(token.text), kind: continuesWord(token, previous) ? 'piece' : 'word' };
}

/** Whether a token and the one before it are pieces of one word: a full stop is no piece of what it ends. */
export function continuesWord(token: TargetToken, previous: TargetToken | undefined): boolean {
  return previous !== undefined && !token.startsWord && [token, previous].every(isOfWord);
}

/** Whether a token would continue a word, were it to follow one. */
export function isPiece(token: TargetToken): boolean {
  return !token.startsWord && isOfWord(token);
}

/** What is carried over whole is no piece of the word beside it, whatever letters are in it. */
function isOfWord(token: TargetToken): boolean {
  return !isEnd(token) && token.carried !== true && !standsAlone.test(token.text);
}

/** Marks between words; apostrophes and hyphens are within them. */
const standsAlone = /^[^\p{L}\p{N}\p{M}'’‑-]+$/u;

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
    if (open !== undefined && continuesWord(token, tokens[index - 1])) open[1] = index;
    else spans.push([index, index]);
  });
  return spans;
}

/** Whether any word is in more than one piece, which the page then explains. */
export function hasPieces(tokens: readonly TargetToken[]): boolean {
  return wordSpans(tokens).some(([first, last]) => last > first);
}
