import type {
  Attend,
  BatchingModel,
  DecoderStart,
  EncodedSource,
  ModelStep,
  StepStart,
} from '../decoding/model';
import type { Family } from '../protocol/translation';
import type { Graph } from '../runtime/runtime';
import { bahdanau } from './bahdanau';
import {
  attendedOrSummary,
  of,
  type CellStart,
  type DecoderCell,
  type DecoderFamily,
  type FamilyStep,
  type StepInputs,
  type UpperState,
} from './decoderFamily';
import { luong } from './luong';
import { paddedSources, rows, separated, stacked } from './recurrentBatch';

/** The three graphs of a recurrent model, over a batch of B sentences. */
export interface RecurrentGraphs {
  /** source `[B, S]`, lengths `[B]` -> annotations `[B, S, hidden]`, summary, initial_state `[B, hidden]` */
  readonly encoder: Graph;
  /** previous `[B]`, state `[B, hidden]` (, context `[B, hidden]`) -> next_state `[B, hidden]` */
  readonly decoder: Graph;
  /** state, context (, upper) `[B, hidden]` (, previous `[B]`) -> log_probabilities `[B, vocabulary]` (, next_upper) */
  readonly readout: Graph;
}

/** What was read out of a step, and u_t `[hidden]` of a decoder with a layer above the attention. */
export interface Read<R> extends UpperState {
  readonly value: R;
}

export interface RecurrentSizes {
  readonly hidden: number;
  /** 2 where a layer above the attention remembers what was looked at. */
  readonly decoderLayers: number;
  readonly vocabulary: number;
  readonly maxSourceLength: number;
  readonly maxTargetLength: number;
}

export const families: Readonly<Record<Family, DecoderFamily>> = { bahdanau, luong };

/** What fills up the shorter sources of a batch; the encoder is told their lengths and does not look at it. */
const padding = 0;

/** An encoder-decoder of recurrent networks, over ONNX graphs; attention is computed by the caller's `attend`. */
export class RecurrentModel implements BatchingModel {
  readonly maxSourceLength: number;
  readonly maxTargetLength: number;

  constructor(
    private readonly family: Family,
    private readonly sizes: RecurrentSizes,
    private readonly graphs: RecurrentGraphs,
    readonly beginToken: number,
    readonly endToken: number,
  ) {
    this.maxSourceLength = sizes.maxSourceLength;
    this.maxTargetLength = sizes.maxTargetLength;
  }

  async encode(source: readonly number[]): Promise<EncodedSource> {
    return of(await this.encodeAll([source]), 0);
  }

  async encodeAll(sources: readonly (readonly number[])[]): Promise<EncodedSource[]> {
    const lengths = sources.map((source) => source.length);
    for (const length of lengths) {
      if (length === 0 || length > this.maxSourceLength) {
        throw new RangeError(`A source has 1 to ${this.maxSourceLength} tokens, not ${length}.`);
      }
    }
    const { hidden } = this.sizes;
    const count = sources.length;
    const outputs = await this.graphs.encoder.run(paddedSources(sources, padding));
    return separated(
      lengths,
      hidden,
      output(outputs, 'annotations', count * Math.max(...lengths) * hidden),
      rows(output(outputs, 'summary', count * hidden), count),
      rows(output(outputs, 'initial_state', count * hidden), count).map((state) => this.firstState(state)),
    );
  }

  async step(
    source: EncodedSource,
    state: Float32Array,
    previous: number,
    attend: Attend,
  ): Promise<ModelStep> {
    return of(await this.stepAll([{ source, state, previous, attend }]), 0);
  }

  async stepAll(starts: readonly StepStart[]): Promise<ModelStep[]> {
    const steps = await this.stepThrough(starts, {
      attend: (queries) =>
        Promise.resolve(
          starts.map(({ source, attend }, i) => {
            const query = of(queries, i);
            return attendedOrSummary(query, attend(query), source);
          }),
        ),
      read: (inputs) => this.logProbabilities(inputs),
    });
    return steps.map(({ reading, ...step }) => ({ ...step, logProbabilities: reading }));
  }

  /** One step of each sentence for somebody who attends, and reads the result out, in another way. */
  async stepThrough<R>(
    starts: readonly DecoderStart[],
    others: { attend: DecoderCell<R>['attend']; read: DecoderCell<Read<R>>['read'] },
  ): Promise<FamilyStep<R>[]> {
    const nextStates = (inputs: readonly StepInputs[]) => this.nextStates(inputs);
    const layers = starts.map((start) => this.layersOf(start));
    const steps = await families[this.family].step({ ...others, nextStates }, layers);
    return steps.map(({ reading: { value, upper }, ...step }) => {
      return { ...step, state: joined(step.state, upper), reading: value };
    });
  }

  /** s_0, and nothing yet above the attention. */
  private firstState(state: Float32Array): Float32Array {
    const { hidden, decoderLayers } = this.sizes;
    return joined(state, decoderLayers === 1 ? undefined : new Float32Array(hidden));
  }

  private layersOf({ state, previous }: DecoderStart): CellStart {
    const { hidden, decoderLayers } = this.sizes;
    if (decoderLayers === 1) return { state, previous };
    return { state: state.subarray(0, hidden), upper: state.subarray(hidden), previous };
  }

  private async nextStates(inputs: readonly StepInputs[]): Promise<Float32Array[]> {
    const outputs = await this.graphs.decoder.run(stacked(inputs));
    return rows(output(outputs, 'next_state', inputs.length * this.sizes.hidden), inputs.length);
  }

  /** log p(y_t | y_<t, x) `[vocabulary]` of each, with what the layer above the attention goes on from. */
  async logProbabilities(inputs: readonly StepInputs[]): Promise<Read<Float32Array>[]> {
    const { hidden, vocabulary, decoderLayers } = this.sizes;
    const count = inputs.length;
    const outputs = await this.graphs.readout.run(stacked(inputs));
    const values = rows(output(outputs, 'log_probabilities', count * vocabulary), count);
    if (decoderLayers === 1) return values.map((value) => ({ value }));
    const uppers = rows(output(outputs, 'next_upper', count * hidden), count);
    return values.map((value, i) => ({ value, upper: of(uppers, i) }));
  }

  async dispose(): Promise<void> {
    const { encoder, decoder, readout } = this.graphs;
    await Promise.all([encoder.dispose(), decoder.dispose(), readout.dispose()]);
  }
}

/** The state of a decoder, `[hidden]` for each layer, one behind the other: nobody else looks into it. */
function joined(state: Float32Array, upper: Float32Array | undefined): Float32Array {
  if (upper === undefined) return state;
  const both = new Float32Array(state.length + upper.length);
  both.set(state);
  both.set(upper, state.length);
  return both;
}

/** An output that must have `length` numbers: a graph that says otherwise is not the one in the manifest. */
function output(outputs: Readonly<Record<string, Float32Array>>, name: string, length: number): Float32Array {
  const data = outputs[name];
  if (data?.length !== length) {
    throw new RangeError(`The graph's output ${name} has ${data?.length ?? 0} numbers, not ${length}.`);
  }
  return data;
}
