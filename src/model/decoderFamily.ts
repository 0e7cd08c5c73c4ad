import type { Attend, EncodedSource, ModelStep } from '../decoding/model';

/** Where in a decoder step attention sits: what differs between the families. */
export interface DecoderFamily {
  /** The inputs that the two graphs of a step must have. */
  readonly decoderInputs: readonly string[];
  readonly readoutInputs: readonly string[];
  step(cell: DecoderCell, start: StepStart): Promise<ModelStep>;
}

/** What a step begins with. */
export interface StepStart {
  readonly source: EncodedSource;
  /** s_{t-1} `[hidden]` */
  readonly state: Float32Array;
  /** y_{t-1} */
  readonly previous: number;
  readonly attend: Attend;
}

/** The decoder's two graphs as functions over vectors. */
export interface DecoderCell {
  /** s_t `[hidden]` */
  nextState(inputs: StepInputs): Promise<Float32Array>;
  /** log p(y_t | y_<t, x) `[vocabulary]` */
  logProbabilities(inputs: StepInputs): Promise<Float32Array>;
}

/** Vectors `[hidden]` and a token, by the names of the graphs' inputs. */
export interface StepInputs {
  readonly state: Float32Array;
  readonly context?: Float32Array;
  readonly previous?: number;
}

/** The context of a step: the attention's, or the source's summary where there is no attention. */
export function attendOrSummary({ source, attend }: StepStart, query: Float32Array) {
  const attention = attend(query);
  return { query, attention, context: attention?.context ?? source.summary };
}
