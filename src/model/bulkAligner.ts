import {
  strongestLinks,
  wordWeights,
  type Link,
  type RowConvention,
  type WordWeights,
} from '../attention/wordWeights';
import type { BatchSentence } from '../decoding/batch';
import { inBatches, type BulkOptions, type BulkResults } from './bulkTranslator';
import type { LoadedBundle } from './loadBundle';
import { prepareSentence, prepareTarget, sourceTokens } from './preparedSentence';
import { checkLengths, naturalText, tokensOfText, tokensOfWords, type WordTokens } from './wordTokens';

/** A sentence and its translation, in words. */
export interface WordPair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

export interface AlignOptions extends Omit<BulkOptions, 'weights'> {
  /** How rows of weights are read; a pair is computed once for all of them. */
  readonly conventions: readonly RowConvention[];
  /** Whether words are given to the model one by one as they are, not as natural text. */
  readonly asIs: boolean;
}

/** What the words of a pair have to do with each other. */
export interface WordAlignment extends WordPair, WordWeights {
  readonly links: readonly Link[];
}

interface ForcedPair extends BatchSentence {
  readonly pair: WordPair;
  readonly tokens: { readonly source: WordTokens; readonly target: WordTokens };
}

/**
 * Aligns the words of many pairs, each target produced by force. The results are in the order of the pairs, and each
 * has the alignments by the conventions, in their order.
 */
export async function alignInBulk(
  bundle: LoadedBundle,
  pairs: readonly WordPair[],
  options: AlignOptions,
): Promise<BulkResults<readonly WordAlignment[]>> {
  return inBatches(
    bundle,
    pairs,
    { ...options, weights: true },
    (pair): ForcedPair => {
      const tokens = options.asIs ? tokensAsTheyAre(bundle, pair) : tokensOfNaturalText(bundle, pair);
      checkLengths(bundle, tokens.source, tokens.target);
      return { pair, tokens, source: tokens.source.ids, target: tokens.target.ids };
    },
    ({ pair, tokens }, { weights }) =>
      options.conventions.map((convention) => {
        const merged = wordWeights(weights, tokens.source, tokens.target, convention);
        return { ...pair, ...merged, links: strongestLinks(merged.rows) };
      }),
  );
}

function tokensAsTheyAre(bundle: LoadedBundle, { source, target }: WordPair) {
  return { source: tokensOfWords(bundle, source), target: tokensOfWords(bundle, target) };
}

function tokensOfNaturalText(bundle: LoadedBundle, pair: WordPair) {
  const { source: sourceLanguage, target: targetLanguage } = bundle.manifest;
  const source = naturalText(bundle, pair.source, sourceLanguage.language);
  const prepared = prepareSentence(bundle, source.text);
  const target = naturalText(bundle, pair.target, targetLanguage.language);
  const forced = prepareTarget(bundle, prepared, target.text);
  const ranges = bundle.tokenizer.sourceTokens(forced.protected.text).map(forced.protected.originalRange);
  return {
    source: tokensOfText(pair.source.length, source.owners, prepared.ids, sourceTokens(bundle, prepared)),
    target: tokensOfText(pair.target.length, target.owners, forced.ids, ranges),
  };
}
