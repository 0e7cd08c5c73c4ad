import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OrtGraph, type OrtModule } from './ortGraph';
import type { Runtime } from './runtime';

/**
 * ONNX Runtime as a native library. Not for graphs of unknown origin without the checks in `src/model`: unlike
 * WebAssembly it can read files.
 *
 * @param folder where to look for the package from, as Node does: there, then in the folders above. A platform
 *   package has its copy in `dist/native/node_modules`, a development folder in its own `node_modules`.
 * @throws Error if it is not there or does not run on this machine.
 */
export function createNativeRuntime(folder: string): Runtime {
  // Otherwise a telemetry client starts with the library and writes to the home folder.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  const ort: unknown = createRequire(join(folder, 'index.js'))('onnxruntime-node');
  if (!isOrtModule(ort)) throw new TypeError('The package onnxruntime-node is not ONNX Runtime.');
  return {
    name: 'native',
    load: (graph, weights) => OrtGraph.load(ort, 'cpu', graph, weights),
  };
}

function isOrtModule(value: unknown): value is OrtModule {
  return typeof value === 'object' && value !== null && 'InferenceSession' in value && 'Tensor' in value;
}
