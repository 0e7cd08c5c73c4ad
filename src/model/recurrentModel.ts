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
  type DecoderCell,
  type DecoderFamily,
  type FamilyStep,
  type StepInputs,
} from './decoderFamily';
import { luong } from './luong';
import { paddedSources, rows, separated, stacked } from './recurrentBatch';

/** The three graphs of a recurrent model, over a batch of B sentences. */
export interface RecurrentGraphs {
  /** source `[B, S]`, lengths `[B]` -> annotations `[B, S, hidden]`, summary, initial_state `[B, hidden]` */
  readonly encoder: Graph;
  /** previous `[B]`, state `[B, hidden]` (, context `[B, hidden]`) -> next_state `[B, hidden]` */
  readonly decoder: Graph;
  /** state, context `[B, hidden]` (, previous `[B]`) -> log_probabilities `[B, vocabulary]` */
  readonly readout: Graph;
}

export interface RecurrentSizes {
  readonly hidden: number;
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
      rows(output(outputs, 'initial_state', count * hidden), count),
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
  stepThrough<R>(
    starts: readonly DecoderStart[],
    others: Omit<DecoderCell<R>, 'nextStates'>,
  ): Promise<FamilyStep<R>[]> {
    const nextStates = (inputs: readonly StepInputs[]) => this.nextStates(inputs);
    return families[this.family].step({ ...others, nextStates }, starts);
  }

  private async nextStates(inputs: readonly StepInputs[]): Promise<Float32Array[]> {
    const outputs = await this.graphs.decoder.run(stacked(inputs));
    return rows(output(outputs, 'next_state', inputs.length * this.sizes.hidden), inputs.length);
  }

  async logProbabilities(inputs: readonly StepInputs[]): Promise<Float32Array[]> {
    const outputs = await this.graphs.readout.run(stacked(inputs));
    const length = inputs.length * this.sizes.vocabulary;
    return rows(output(outputs, 'log_probabilities', length), inputs.length);
  }

  async dispose(): Promise<void> {
    const { encoder, decoder, readout } = this.graphs;
    await Promise.all([encoder.dispose(), decoder.dispose(), readout.dispose()]);
  }
}

/** An output that must have `length` numbers: a graph that says otherwise is not the one in the manifest. */
function output(outputs: Readonly<Record<string, Float32Array>>, name: string, length: number): Float32Array {
  const data = outputs[name];
  if (data?.length !== length) {
    throw new RangeError(`The graph's output ${name} has ${data?.length ?? 0} numbers, not ${length}.`);
  }
  return data;
}
