import type { Attention } from '../attention/attend';
import { bestCandidates, bestOf } from './candidates';
import type { DecoderStart, EncodedSource } from './model';

/** What a greedy step of one sentence in a batch begins with. */
export interface GreedyStart<Source extends EncodedSource> extends DecoderStart {
  readonly source: Source;
  /** Tokens that must not be chosen; null where none is to be chosen, because the next one is forced. */
  readonly banned: ReadonlySet<number> | null;
}

/** All that greedy decoding needs of a step: of a vocabulary of probabilities, the one token that has the largest. */
export interface GreedyStep {
  readonly attention: Attention | null;
  /** s_t, as the model has it */
  readonly state: Float32Array;
  /** The most probable token that is not banned; null where none was to be chosen. */
  readonly token: number | null;
}

/** A model with its attention, as greedy decoding of many sentences uses it. */
export interface GreedyModel<Source extends EncodedSource> {
  readonly beginToken: number;
  readonly endToken: number;
  readonly maxTargetLength: number;
  /** Sources with all that is computed of them once. */
  encodeAll(sources: readonly (readonly number[])[]): Promise<Source[]>;
  /** @throws RangeError if there are no probabilities to choose by */
  advanceAll(starts: readonly GreedyStart<Source>[]): Promise<GreedyStep[]>;
}

/** @throws RangeError if there are no probabilities to choose by */
export function mostProbable(logProbabilities: Float32Array, banned: ReadonlySet<number>): number {
  return bestOf(bestCandidates(logProbabilities, 1, banned)).token;
}
