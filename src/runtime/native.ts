import { createRequire } from 'node:module';
import { OrtGraph, type OrtModule } from './ortGraph';
import type { Runtime } from './runtime';

/**
 * ONNX Runtime as a native library. Not for graphs of unknown origin without the checks in `src/model`: unlike
 * WebAssembly it can read files.
 *
 * @param modulePath what to require: a package name, or the path of the copy in a platform package.
 * @throws Error if it is not there or does not run on this machine.
 */
export function createNativeRuntime(modulePath: string): Runtime {
  // Otherwise a telemetry client starts with the library and writes to the home folder.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  const ort: unknown = createRequire(__filename)(modulePath);
  if (!isOrtModule(ort)) throw new TypeError(`${modulePath} is not ONNX Runtime.`);
  return {
    name: 'native',
    load: (graph, weights) => OrtGraph.load(ort, 'cpu', graph, weights),
  };
}

function isOrtModule(value: unknown): value is OrtModule {
  return typeof value === 'object' && value !== null && 'InferenceSession' in value && 'Tensor' in value;
}
