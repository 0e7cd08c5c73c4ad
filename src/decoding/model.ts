import type { Attention } from '../attention/attend';
import type { Matrix } from '../attention/matrix';

/** What an `AbortSignal` offers that pure code needs. */
export interface Cancellation {
  throwIfAborted(): void;
}

/** A source sentence after the encoder. */
export interface EncodedSource {
  /** h_1..h_S `[sourceLength, hidden]`, the end-of-sentence token included. */
  readonly annotations: Matrix;
  /** The final states of both directions `[hidden]`: the fixed context of `none`. */
  readonly summary: Float32Array;
  /** s_0, as the model has it: what its first step begins with */
  readonly initialState: Float32Array;
}

/** Computes a row of attention for a query `[hidden]`; null where the model runs without attention. */
export type Attend = (query: Float32Array) => Attention | null;

/** All that one decoder step computed. */
export interface ModelStep {
  /** q_t `[hidden]`: s_{t-1} in the Bahdanau family, s_t in Luong's. */
  readonly query: Float32Array;
  /** Energies, weights and context; null without attention. */
  readonly attention: Attention | null;
  /** c_t `[hidden]`: the attention's, or the source's summary without attention. */
  readonly context: Float32Array;
  /** s_t, as the model has it: what its next step begins with */
  readonly state: Float32Array;
  /** log p(y_t | y_<t, x) `[vocabulary]` */
  readonly logProbabilities: Float32Array;
}

/**
 * A sequence-to-sequence model with one place where attention sits. The families differ behind it
 * (design: docs/architecture.md).
 */
export interface AttentionModel {
  readonly beginToken: number;
  readonly endToken: number;
  /** Source tokens at most, end of sentence included. */
  readonly maxSourceLength: number;
  /** Produced tokens at most, end of sentence included. */
  readonly maxTargetLength: number;
  /** @param source token ids, end of sentence included. */
  encode(source: readonly number[]): Promise<EncodedSource>;
  /**
   * One decoder step.
   *
   * @param state s_{t-1}: what the step before returned, or the source's `initialState`
   * @param previous y_{t-1}: a token id, `beginToken` at the first step.
   */
  step(source: EncodedSource, state: Float32Array, previous: number, attend: Attend): Promise<ModelStep>;
}

/** What a decoder goes on from. */
export interface DecoderStart {
  /** s_{t-1}, as the model has it */
  readonly state: Float32Array;
  /** y_{t-1} */
  readonly previous: number;
}

/** What the step of one sentence in a batch begins with. */
export interface StepStart extends DecoderStart {
  readonly source: EncodedSource;
  readonly attend: Attend;
}

/** A model that takes several sentences at once, with the results that it has for each alone. */
export interface BatchingModel extends AttentionModel {
  encodeAll(sources: readonly (readonly number[])[]): Promise<EncodedSource[]>;
  stepAll(starts: readonly StepStart[]): Promise<ModelStep[]>;
}
