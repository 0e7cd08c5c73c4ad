import { OrtGraph } from './ortGraph';
import type { Graph, Runtime, WeightsFile } from './runtime';

/**
 * ONNX Runtime in WebAssembly: runs wherever JavaScript does, and a hostile graph stays inside its memory.
 *
 * The JavaScript package that is imported here carries the loader within it, so that nothing is imported from a
 * URL (a web extension host does not allow that) and only the binary has to be handed over. One thread, which
 * needs neither workers nor shared memory.
 *
 * @param binary reads `ort-wasm-simd-threaded.wasm`; called once, at the first graph.
 */
export function createWasmRuntime(binary: () => Promise<Uint8Array>): Runtime {
  let loading: ReturnType<typeof initialize> | undefined;
  return {
    name: 'wasm',
    async load(graph: Uint8Array, weights?: WeightsFile): Promise<Graph> {
      loading ??= initialize(binary);
      return OrtGraph.load(await loading, 'wasm', graph, weights);
    },
  };
}

async function initialize(binary: () => Promise<Uint8Array>) {
  // Here and not at the top: activation must not pay for evaluating it.
  const ort = await import('onnxruntime-web/wasm');
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary ??= await binary();
  return ort;
}
