import { greedily, type GreedyModel, type GreedyStep } from './greedy';
import type { Attend, BatchingModel, EncodedSource } from './model';
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
  return decodeGreedily(greedily(model, attendTo), sentences, keepWeights);
}

/** The same over a model that says how it attends and chooses. */
export async function decodeGreedily(
  model: GreedyModel,
  sentences: readonly BatchSentence[],
  keepWeights: boolean,
): Promise<Produced[]> {
  const sources = await model.encodeAll(sentences.map(({ source }) => source));
  const attends = await model.attendTo(sources);
  const all = sources.map((source, number): Running => {
    const [sentence, attend] = [sentences[number]!, attends[number]!];
    return { number, sentence, source, attend, tokens: [], weights: [], state: source.initialState };
  });
  let running = all.filter((row) => !isFinished(row, model));
  while (running.length > 0) {
    const steps = await model.advanceAll(
      running.map(({ source, state, attend, tokens, sentence }) => ({
        ...{ source, state, attend },
        previous: tokens.at(-1) ?? model.beginToken,
        banned: sentence.target === undefined ? (sentence.rules ?? anyToken).bannedAfter(tokens) : null,
      })),
    );
    running.forEach((row, i) => {
      produce(row, steps[i]!, keepWeights);
    });
    running = running.filter((row) => !isFinished(row, model));
  }
  return all.map(({ tokens, weights }) => ({ tokens, weights }));
}

function produce(row: Running, { token, state, attention }: GreedyStep, keepWeights: boolean): void {
  row.tokens.push(row.sentence.target?.[row.tokens.length] ?? token!);
  row.state = state;
  if (keepWeights && attention !== null) row.weights.push(attention.weights);
}

function isFinished({ tokens, sentence }: Running, { endToken, maxTargetLength }: GreedyModel): boolean {
  const ended = sentence.target ? tokens.length === sentence.target.length : tokens.at(-1) === endToken;
  return ended || tokens.length >= maxTargetLength;
}
