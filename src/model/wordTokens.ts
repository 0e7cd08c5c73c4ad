import type { TokenOwners, WordsOfTokens } from '../attention/wordWeights';
import { joinWords } from '../text/joinWords';
import { restoreCase } from '../text/restoreCase';
import { ownersOfRange } from '../text/wordsOfPieces';
import type { Range } from '../text/pieceOffsets';
import { EngineError } from './engineError';
import type { TextBundle } from './preparedSentence';

/** One side of a sentence pair as tokens, the end of the sentence included, which belongs to no word. */
export interface WordTokens extends WordsOfTokens {
  readonly ids: readonly number[];
}

/** Words as natural text with its usual capitals, and the words that its characters came from. */
export function naturalText({ tokenizer }: TextBundle, words: readonly string[], language: string) {
  return joinWords(restoreCase(words, language, tokenizer.rankOf), language);
}

/** Tokens of a joined text: each belongs to the words whose characters it has. */
export function tokensOfText(
  words: number,
  owners: readonly number[],
  ids: readonly number[],
  ranges: readonly Range[],
): WordTokens {
  const last = ids.length - 1;
  return { words, ids, owners: ranges.map((range, i) => (i === last ? [] : ownersOfRange(owners, range))) };
}

/** Tokens of words as they are, each cut into tokens by itself. */
export function tokensOfWords({ tokenizer, manifest }: TextBundle, words: readonly string[]): WordTokens {
  const ids: number[] = [];
  const owners: TokenOwners[number][] = [];
  words.forEach((text, word) => {
    const own = tokenizer.encode(text).slice(0, -1);
    ids.push(...own);
    owners.push(...own.map(() => [{ word, share: 1 }]));
  });
  return { words: words.length, ids: [...ids, manifest.specialTokens.end], owners: [...owners, []] };
}

/** @throws EngineError `too-long` if the model cannot take or produce so many tokens. */
export function checkLengths({ manifest }: TextBundle, source: WordTokens, target: WordTokens): void {
  const { maxSourceLength, maxTargetLength } = manifest.sizes;
  for (const [side, { ids }, most] of [
    ['source', source, maxSourceLength],
    ['target', target, maxTargetLength],
  ] as const) {
    if (ids.length <= most) continue;
    throw new EngineError(
      'too-long',
      `The ${side} has ${ids.length} tokens; this model takes ${most} at most.`,
    );
  }
}
