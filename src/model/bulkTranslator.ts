import type { ScoreName } from '../attention/scoreName';
import { decodeGreedily, type BatchSentence, type Produced } from '../decoding/batch';
import type { BeamRequest } from '../protocol/beam';
import type { Hypothesis, Translation, TranslationStep } from '../protocol/translation';
import { inGroups, type BulkResults } from './inGroups';
import type { LoadedBundle } from './loadBundle';
import {
  finishSentence,
  prepareSentence,
  sourceTokens,
  targetToken,
  type PreparedSentence,
} from './preparedSentence';
import { parametersOf } from './scoreParameters';

export type { BulkResults };

/** What is wanted of each sentence. Weights of thousands of sentences take up memory, so they are asked for. */
export interface BulkOptions {
  readonly score: ScoreName;
  /** Sentences that are decoded together, at most; long ones are fewer. */
  readonly batch: number;
  readonly weights: boolean;
  /** How a beam is searched; without it, or with a width of 1, decoding is greedy. */
  readonly beam?: BeamRequest;
}

/** What is kept of a step in bulk. */
export type BulkStep = Pick<TranslationStep, 'token' | 'weights'>;

/** A translation in bulk: the text and, where weights were asked for, tokens and weights (else empty). */
export interface BulkTranslation extends Omit<
  Translation,
  'steps' | 'modelName' | 'family' | 'decoding' | 'beam'
> {
  readonly steps: readonly BulkStep[];
  /** What a beam found, the best first; null for greedy decoding. */
  readonly beam: BulkBeam | null;
}

export interface BulkBeam extends BeamRequest {
  readonly hypotheses: readonly (Omit<Hypothesis, 'steps'> & { readonly steps: readonly BulkStep[] })[];
}

/**
 * Source tokens that are decoded together, at most: what attention reads at every step, some 4 MB, is at hand in a
 * processor's cache, and long sentences take no more memory than short ones.
 */
const tokensOfBatch = 1024;

/** Translates many sentences, those of about one length together. The results are in the order of the texts. */
export async function translateInBulk(
  bundle: LoadedBundle,
  texts: readonly string[],
  options: BulkOptions,
): Promise<BulkResults<BulkTranslation>> {
  return inBatches(
    bundle,
    texts,
    options,
    (text) => {
      const prepared = prepareSentence(bundle, text);
      return { source: prepared.ids, rules: prepared.rules, prepared };
    },
    ({ prepared }, produced) => describe(bundle, prepared, produced, options),
  );
}

/**
 * Prepares every item, decodes them in batches of about one length, and describes what was produced of each.
 *
 * @param prepare throws what is wrong with an item
 */
export async function inBatches<Item, Sentence extends BatchSentence, Result>(
  bundle: LoadedBundle,
  items: readonly Item[],
  { score, batch, weights }: BulkOptions,
  prepare: (item: Item) => Sentence,
  describeOne: (sentence: Sentence, produced: Produced) => Result,
): Promise<BulkResults<Result>> {
  const model = await bundle.bulk.model(score, parametersOf(bundle, score));
  return inGroups(items, {
    prepare,
    lengthOf: ({ source }) => source.length,
    // All of them: what is decoded together changes from step to step.
    size: Infinity,
    decode: (group) =>
      decodeGreedily(model, group, weights, { sentences: batch, sourceTokens: tokensOfBatch }),
    describe: describeOne,
  });
}

function describe(
  bundle: LoadedBundle,
  prepared: PreparedSentence,
  { tokens, weights }: Produced,
  options: BulkOptions,
): BulkTranslation {
  return {
    model: bundle.manifest.id,
    score: options.score,
    sourceText: prepared.text,
    ...finishSentence(bundle, prepared, tokens),
    complete: tokens.at(-1) === bundle.model.endToken,
    sourceTokens: options.weights ? sourceTokens(bundle, prepared) : [],
    steps: options.weights
      ? tokens.map((token, t) => ({
          token: targetToken(bundle, prepared, token, t === 0),
          weights: weights[t] === undefined ? null : Array.from(weights[t]),
        }))
      : [],
    beam: null,
  };
}
