import type { ModelStep, StepStart } from '../decoding/model';

/** Where in a decoder step attention sits: what differs between the families. */
export interface DecoderFamily {
  /** The inputs that the two graphs of a step must have. */
  readonly decoderInputs: readonly string[];
  readonly readoutInputs: readonly string[];
  /** One step of every sentence, one is a batch too: each graph runs once for all of them. */
  step(cell: DecoderCell, starts: readonly StepStart[]): Promise<ModelStep[]>;
}

/** The decoder's two graphs as functions over the vectors of some sentences. */
export interface DecoderCell {
  /** s_t `[hidden]` of each */
  nextStates(inputs: readonly StepInputs[]): Promise<Float32Array[]>;
  /** log p(y_t | y_<t, x) `[vocabulary]` of each */
  logProbabilities(inputs: readonly StepInputs[]): Promise<Float32Array[]>;
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

/** The element that belongs to the sentence with this number. @throws RangeError if there is none */
export function of<T>(values: readonly T[], number: number): T {
  const value = values[number];
  if (value === undefined) throw new RangeError(`A batch of ${values.length} has no sentence ${number}.`);
  return value;
}
