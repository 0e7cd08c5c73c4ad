import * as vscode from 'vscode';
import { startAttentionLens, type AttentionLensApi } from './attentionLens';
import { bundledModelIds, bundleFrom } from './model/bundleSource';
import { LocalEngine } from './model/localEngine';
import { createWasmRuntime } from './runtime/wasm';

/** In a browser's worker: no threads, no native runtime, files through VS Code. */
export function activate(context: vscode.ExtensionContext): AttentionLensApi {
  const read = (...path: string[]): Promise<Uint8Array> =>
    Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, ...path)));
  return startAttentionLens(
    context,
    () =>
      new LocalEngine({
        bundles: async () => {
          // Folders cannot be listed everywhere; a bundle that is not there has no manifest.
          const found = await Promise.allSettled(
            bundledModelIds.map(async (id) => {
              await read('models', id, 'model.json');
              return bundleFrom(id, (file) => read('models', id, file));
            }),
          );
          return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        },
        runtime: () => createWasmRuntime(() => read('dist', 'ort', 'ort-wasm-simd-threaded.wasm')),
      }),
  );
}
