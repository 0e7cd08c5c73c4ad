/** A dense tensor handed to a graph; `shape` multiplies to `data.length`. */
export interface InputTensor {
  readonly data: Float32Array | Int32Array;
  readonly shape: readonly number[];
}

/** A file that graphs take parameters from (ONNX external data). */
export interface WeightsFile {
  /** The name that the graphs refer to it by. */
  readonly name: string;
  readonly data: Uint8Array;
}

/** A loaded ONNX graph, ready to run. */
export interface Graph {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Runs the graph; outputs by name, each a row-major float32 array that is the caller's. */
  run(inputs: Readonly<Record<string, InputTensor>>): Promise<Readonly<Record<string, Float32Array>>>;
  dispose(): Promise<void>;
}

export type RuntimeName = 'native' | 'wasm';

/** What `attentionLens.runtime` and `--runtime` take: `auto` is native where it loads, else wasm. */
export const runtimeChoices = ['auto', 'native', 'wasm'] as const;
export type RuntimeChoice = (typeof runtimeChoices)[number];

/** The one seam through which graphs are run: ONNX Runtime, native or WebAssembly. */
export interface Runtime {
  readonly name: RuntimeName;
  /** @param graph bytes of an ONNX file; its parameters are in `weights`, or in itself if there are none. */
  load(graph: Uint8Array, weights?: WeightsFile): Promise<Graph>;
}
