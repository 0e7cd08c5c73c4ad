import { readFile } from 'node:fs/promises';
import { EngineError } from '../model/engineError';
import { createNativeRuntime } from './native';
import type { Runtime, RuntimeChoice } from './runtime';
import { createWasmRuntime } from './wasm';

/** Where the two runtimes are found. */
export interface RuntimePlaces {
  /** The path of `ort-wasm-simd-threaded.wasm`. */
  readonly wasm: string;
  /** What to require for the native runtime, in this order: packaged copies first. */
  readonly native: readonly string[];
}

/**
 * The runtime that was chosen.
 *
 * @throws EngineError `runtime-unavailable` if `native` is asked for and is not there. `auto` falls back to wasm.
 */
export function createNodeRuntime(choice: RuntimeChoice, places: RuntimePlaces): Runtime {
  const wasm = () => createWasmRuntime(() => readWasm(places.wasm));
  if (choice === 'wasm') return wasm();
  const failures: unknown[] = [];
  for (const path of places.native) {
    try {
      return createNativeRuntime(path);
    } catch (error) {
      failures.push(error);
    }
  }
  if (choice === 'auto') return wasm();
  const reason = failures.map((error) =>
    error instanceof Error ? error.message.split('\n')[0] : String(error),
  );
  throw new EngineError(
    'runtime-unavailable',
    'The native runtime is not available here; choose the runtime "auto" or "wasm". ' +
      `Reason: ${reason.join('; ') || 'this package does not contain it'}.`,
    { cause: failures[0] },
  );
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
