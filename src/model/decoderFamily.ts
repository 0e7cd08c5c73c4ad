import type { Attention } from '../attention/attend';
import type { DecoderStart, EncodedSource, ModelStep } from '../decoding/model';

/** Where in a decoder step attention sits: what differs between the families. */
export interface DecoderFamily {
  /** The inputs that the two graphs of a step must have. */
  readonly decoderInputs: readonly string[];
  readonly readoutInputs: readonly string[];
  /** One step of every sentence, one is a batch too: each graph runs once for all of them. */
  step<R>(cell: DecoderCell<R>, starts: readonly CellStart[]): Promise<FamilyStep<R>[]>;
}

/** What a step begins with, layer by layer. */
export interface CellStart extends DecoderStart, UpperState {}

/** The state of the layer above the attention, where a decoder has one: what it has looked at so far. */
export interface UpperState {
  /** u_{t-1} `[hidden]` */
  readonly upper?: Float32Array;
}

/** What a step computed, whatever was read out of it. */
export interface FamilyStep<R> extends Attended {
  /** s_t `[hidden]` */
  readonly state: Float32Array;
  readonly reading: R;
}

/** The decoder's parts as functions over the vectors of some sentences. */
export interface DecoderCell<R> {
  /** c_t of each, from q_t `[hidden]` */
  attend(queries: readonly Float32Array[]): Promise<Attended[]>;
  /** s_t `[hidden]` of each */
  nextStates(inputs: readonly StepInputs[]): Promise<Float32Array[]>;
  /** What is wanted of each: log p(y_t | y_<t, x) `[vocabulary]`, or less */
  read(inputs: readonly StepInputs[]): Promise<R[]>;
}

/** Vectors `[hidden]` and a token, by the names of the graphs' inputs. */
export interface StepInputs extends UpperState {
  readonly state: Float32Array;
  readonly context?: Float32Array;
  readonly previous?: number;
}

/** A query and what it found. */
export type Attended = Pick<ModelStep, 'query' | 'attention' | 'context'>;

/** The context of a step: the attention's, or the source's summary where there is no attention. */
export function attendedOrSummary(
  query: Float32Array,
  attention: Attention | null,
  source: EncodedSource,
): Attended {
  return { query, attention, context: attention?.context ?? source.summary };
}

/** The state above the attention alone, of a decoder that has one. */
export function above({ upper }: UpperState): UpperState {
  return upper === undefined ? {} : { upper };
}

/** The element that belongs to the sentence with this number. @throws RangeError if there is none */
export function of<T>(values: readonly T[], number: number): T {
  const value = values[number];
  if (value === undefined) throw new RangeError(`A batch of ${values.length} has no sentence ${number}.`);
  return value;
}
