import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../model/support';

describe('the engine for a web host', () => {
  it('is built without anything of Node, and without importing from a URL', async () => {
    const { metafile, warnings } = await build({
      stdin: {
        contents: `export { LocalEngine } from './src/model/localEngine';
          export { bundledModelIds, bundleFrom } from './src/model/bundleSource';
          export { createWasmRuntime } from './src/runtime/wasm';`,
        resolveDir: root,
      },
      bundle: true,
      platform: 'browser',
      format: 'cjs',
      target: 'es2022',
      metafile: true,
      write: false,
      outfile: 'engine.js',
      logLevel: 'silent',
    });
    assert.deepEqual(warnings, []);
    const inputs = Object.keys(metafile.inputs);
    assert.ok(
      inputs.some((input) => input.endsWith('ort.wasm.bundle.min.mjs')),
      'the loader is not embedded',
    );
    const nodeOnly = ['native.ts', 'nodeRuntime.ts', 'folderBundles.ts', 'worker.ts', 'workerEngine.ts'];
    assert.deepEqual(
      inputs.filter((input) => nodeOnly.includes(path.basename(input))),
      [],
    );
  });
});
