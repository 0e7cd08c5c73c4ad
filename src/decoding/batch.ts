import { bestCandidates } from './candidates';
import type { Attend, BatchingModel, EncodedSource, ModelStep } from './model';
import { anyToken, type TokenRules } from './tokenRules';

/** A sentence of a batch, and what is to be produced of it. */
export interface BatchSentence {
  /** Source token ids, end of sentence included. */
  readonly source: readonly number[];
  /** Which tokens must not be chosen; what is forced is not bound by them. */
  readonly rules?: TokenRules;
  /** Produced whatever the model prefers; without it, the most probable token at every step. */
  readonly target?: readonly number[];
}

/** What was produced of a sentence, with the rows of weights if they were asked for. */
export interface Produced {
  /** End of sentence included, if it was produced. */
  readonly tokens: readonly number[];
  /** `[target][source]`; empty where they were not asked for or the model runs without attention. */
  readonly weights: readonly Float32Array[];
}

/** A sentence that is not finished. */
interface Running {
  readonly number: number;
  readonly sentence: BatchSentence;
  readonly source: EncodedSource;
  readonly attend: Attend;
  readonly tokens: number[];
  readonly weights: Float32Array[];
  state: Float32Array;
}

/**
 * Decodes several sentences at once, greedily or by force, with the results that each has alone. Finished
 * sentences leave the batch, so that a long one does not hold up the others.
 *
 * @param attendTo prepares the score function for a sentence
 * @param keepWeights whether rows of weights are wanted: over thousands of sentences they take up memory
 */
export async function decodeTogether(
  model: BatchingModel,
  sentences: readonly BatchSentence[],
  attendTo: (source: EncodedSource) => Attend,
  keepWeights: boolean,
): Promise<Produced[]> {
  const sources = await model.encodeAll(sentences.map(({ source }) => source));
  const all = sources.map((source, number): Running => {
    const sentence = sentences[number]!;
    const attend = attendTo(source);
    return { number, sentence, source, attend, tokens: [], weights: [], state: source.initialState };
  });
  let running = all.filter((row) => !isFinished(row, model));
  while (running.length > 0) {
    const steps = await model.stepAll(
      running.map(({ source, state, attend, tokens }) => {
        return { source, state, attend, previous: tokens.at(-1) ?? model.beginToken };
      }),
      running.some(({ sentence }) => sentence.target === undefined),
    );
    running.forEach((row, i) => {
      produce(row, steps[i]!, keepWeights);
    });
    running = running.filter((row) => !isFinished(row, model));
  }
  return all.map(({ tokens, weights }) => ({ tokens, weights }));
}

function produce(row: Running, step: ModelStep, keepWeights: boolean): void {
  const forced = row.sentence.target?.[row.tokens.length];
  row.tokens.push(forced ?? mostProbable(step.logProbabilities, row));
  row.state = step.state;
  if (keepWeights && step.attention !== null) row.weights.push(step.attention.weights);
}

function mostProbable(logProbabilities: Float32Array, { tokens, sentence }: Running): number {
  const banned = (sentence.rules ?? anyToken).bannedAfter(tokens);
  const [best] = bestCandidates(logProbabilities, 1, banned);
  if (best === undefined || Number.isNaN(best.logProbability)) {
    throw new RangeError('The model computed no probabilities.');
  }
  return best.token;
}

function isFinished({ tokens, sentence }: Running, { endToken, maxTargetLength }: BatchingModel): boolean {
  const ended = sentence.target ? tokens.length === sentence.target.length : tokens.at(-1) === endToken;
  return ended || tokens.length >= maxTargetLength;
}
