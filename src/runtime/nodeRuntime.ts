import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../model/engineError';
import { createNativeRuntime } from './native';
import type { Runtime, RuntimeChoice } from './runtime';
import { createWasmRuntime } from './wasm';

const wasmFile = 'ort-wasm-simd-threaded.wasm';

/** Where the two runtimes are found. */
export interface RuntimePlaces {
  /** The path of `ort-wasm-simd-threaded.wasm`. */
  readonly wasm: string;
  /** The folder from which the native runtime's package is looked for. */
  readonly native: string;
}

/**
 * The places in a package of which `dist` is the folder of built code: beside it or, where only the sources are
 * (tests, development), in `node_modules`.
 */
export function runtimePlaces(dist: string): RuntimePlaces {
  const built = join(dist, 'ort', wasmFile);
  const installed = join(dist, '..', 'node_modules', 'onnxruntime-web', 'dist', wasmFile);
  return { wasm: existsSync(built) ? built : installed, native: join(dist, 'native') };
}

/**
 * The runtime that was chosen.
 *
 * @throws EngineError `runtime-unavailable` if `native` is asked for and is not there. `auto` falls back to wasm.
 */
export function createNodeRuntime(choice: RuntimeChoice, places: RuntimePlaces): Runtime {
  const wasm = () => createWasmRuntime(() => readWasm(places.wasm));
  if (choice === 'wasm') return wasm();
  try {
    return createNativeRuntime(places.native);
  } catch (error) {
    if (choice === 'auto') return wasm();
    const reason = error instanceof Error ? error.message.split('\n', 1).join() : String(error);
    throw new EngineError(
      'runtime-unavailable',
      `The native runtime is not available here; choose the runtime "auto" or "wasm". Reason: ${reason}`,
      { cause: error },
    );
  }
}

async function readWasm(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new EngineError('runtime-unavailable', `The WebAssembly runtime cannot be read from ${path}.`, {
      cause: error,
    });
  }
}
