import { matrix } from '../attention/matrix';
import type { Attend, AttentionModel, EncodedSource, ModelStep } from '../decoding/model';
import type { Family } from '../protocol/translation';
import type { Graph } from '../runtime/runtime';
import { bahdanau } from './bahdanau';
import type { DecoderCell, DecoderFamily, StepInputs } from './decoderFamily';
import { luong } from './luong';

/** The three graphs of a recurrent model. */
export interface RecurrentGraphs {
  /** source `[1, S]`, lengths `[1]` -> annotations `[1, S, hidden]`, summary, initial_state `[1, hidden]` */
  readonly encoder: Graph;
  /** previous `[1]`, state `[1, hidden]` (, context `[1, hidden]`) -> next_state `[1, hidden]` */
  readonly decoder: Graph;
  /** state, context `[1, hidden]` (, previous `[1]`) -> log_probabilities `[1, vocabulary]` */
  readonly readout: Graph;
}

export interface RecurrentSizes {
  readonly hidden: number;
  readonly vocabulary: number;
  readonly maxSourceLength: number;
  readonly maxTargetLength: number;
}

export const families: Readonly<Record<Family, DecoderFamily>> = { bahdanau, luong };

/** An encoder-decoder of recurrent networks, over ONNX graphs; attention is computed by the caller's `attend`. */
export class RecurrentModel implements AttentionModel, DecoderCell {
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
    const length = source.length;
    if (length === 0 || length > this.maxSourceLength) {
      throw new RangeError(`A source has 1 to ${this.maxSourceLength} tokens, not ${length}.`);
    }
    const { hidden } = this.sizes;
    const outputs = await this.graphs.encoder.run({
      source: { data: Int32Array.from(source), shape: [1, length] },
      lengths: { data: Int32Array.of(length), shape: [1] },
    });
    return {
      annotations: matrix(length, hidden, output(outputs, 'annotations', length * hidden)),
      summary: output(outputs, 'summary', hidden),
      initialState: output(outputs, 'initial_state', hidden),
    };
  }

  async step(
    source: EncodedSource,
    state: Float32Array,
    previous: number,
    attend: Attend,
  ): Promise<ModelStep> {
    return families[this.family].step(this, { source, state, previous, attend });
  }

  async nextState(inputs: StepInputs): Promise<Float32Array> {
    return output(await this.graphs.decoder.run(tensors(inputs)), 'next_state', this.sizes.hidden);
  }

  async logProbabilities(inputs: StepInputs): Promise<Float32Array> {
    return output(await this.graphs.readout.run(tensors(inputs)), 'log_probabilities', this.sizes.vocabulary);
  }

  async dispose(): Promise<void> {
    const { encoder, decoder, readout } = this.graphs;
    await Promise.all([encoder.dispose(), decoder.dispose(), readout.dispose()]);
  }
}

/** Inputs as tensors for one sentence: `[1, hidden]` and `[1]`. */
function tensors({ state, context, previous }: StepInputs) {
  const row = (data: Float32Array) => ({ data, shape: [1, data.length] });
  return {
    state: row(state),
    ...(context === undefined ? {} : { context: row(context) }),
    ...(previous === undefined ? {} : { previous: { data: Int32Array.of(previous), shape: [1] } }),
  };
}

/** An output that must have `length` numbers: a graph that says otherwise is not the one in the manifest. */
function output(outputs: Readonly<Record<string, Float32Array>>, name: string, length: number): Float32Array {
  const data = outputs[name];
  if (data?.length !== length) {
    throw new RangeError(`The graph's output ${name} has ${data?.length ?? 0} numbers, not ${length}.`);
  }
  return data;
}
