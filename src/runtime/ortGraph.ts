import type { InferenceSession, InferenceSessionFactory, TensorConstructor } from 'onnxruntime-common';
import type { Graph, InputTensor, WeightsFile } from './runtime';

/** The part of ONNX Runtime's API that both its packages share. */
export interface OrtModule {
  readonly InferenceSession: InferenceSessionFactory;
  readonly Tensor: TensorConstructor;
}

/**
 * One thread: the products of one decoder step are too small to be worth waking a second one, and the editor
 * needs the other cores.
 */
const commonOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // Nothing: errors are thrown as well, and lines on the console help nobody who uses the extension.
  logSeverityLevel: 4,
} as const satisfies InferenceSession.SessionOptions;

/** A graph over an ONNX Runtime session. */
export class OrtGraph implements Graph {
  private constructor(
    private readonly ort: OrtModule,
    private readonly session: InferenceSession,
  ) {}

  static async load(
    ort: OrtModule,
    provider: 'cpu' | 'wasm',
    graph: Uint8Array,
    weights: WeightsFile | undefined,
  ): Promise<OrtGraph> {
    const session = await ort.InferenceSession.create(graph, {
      ...commonOptions,
      executionProviders: [provider],
      externalData: weights === undefined ? [] : [{ path: weights.name, data: weights.data }],
    });
    return new OrtGraph(ort, session);
  }

  get inputNames(): readonly string[] {
    return this.session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.session.outputNames;
  }

  async run(inputs: Readonly<Record<string, InputTensor>>): Promise<Readonly<Record<string, Float32Array>>> {
    const feeds: Record<string, InstanceType<TensorConstructor>> = {};
    for (const [name, { data, shape }] of Object.entries(inputs)) {
      feeds[name] =
        data instanceof Float32Array
          ? new this.ort.Tensor('float32', data, shape)
          : new this.ort.Tensor('int32', data, shape);
    }
    const results = await this.session.run(feeds);
    const outputs: Record<string, Float32Array> = {};
    for (const [name, tensor] of Object.entries(results)) {
      if (!(tensor.data instanceof Float32Array)) {
        throw new TypeError(`The graph's output ${name} is ${tensor.type}, not float32.`);
      }
      outputs[name] = tensor.data;
      // The data is on our side of the border already; this lets go of what is left on the other.
      tensor.dispose();
    }
    return outputs;
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }
}
