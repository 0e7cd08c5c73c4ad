import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineError } from '../../../src/model/engineError';
import { createNodeRuntime, runtimePlaces } from '../../../src/runtime/nodeRuntime';
import type { Graph } from '../../../src/runtime/runtime';
import { dist, fileOf, modelIds, runtime, runtimeNames } from '../model/support';

describe('the choice of runtime', () => {
  let empty: string;
  before(() => (empty = mkdtempSync(path.join(tmpdir(), 'nothing-'))));
  after(() => {
    rmSync(empty, { recursive: true });
  });

  it('is what was asked for', () => {
    for (const name of runtimeNames) assert.equal(createNodeRuntime(name, runtimePlaces(dist)).name, name);
  });

  it('is native where it can be', () => {
    assert.equal(createNodeRuntime('auto', runtimePlaces(dist)).name, 'native');
  });

  it('is wasm where there is no native one', () => {
    assert.equal(createNodeRuntime('auto', runtimePlaces(empty)).name, 'wasm');
  });

  it('says what to do where the native one is asked for and missing', () => {
    assert.throws(
      () => createNodeRuntime('native', runtimePlaces(empty)),
      (error) =>
        error instanceof EngineError &&
        error.code === 'runtime-unavailable' &&
        error.message.includes('choose the runtime "auto" or "wasm"'),
    );
  });

  it('keeps the native one from sending telemetry', () => {
    delete process.env['ORT_DISABLE_TELEMETRY'];
    createNodeRuntime('native', runtimePlaces(dist));
    assert.equal(process.env['ORT_DISABLE_TELEMETRY'], '1');
  });
});

for (const name of runtimeNames) {
  describe(`a graph in ${name}`, () => {
    let encoder: Graph;
    const weights = { name: 'weights.safetensors', data: fileOf(modelIds[0]!, 'weights.safetensors') };
    before(async () => {
      encoder = await runtime(name).load(fileOf(modelIds[0]!, 'encoder.onnx'), weights);
    });
    after(() => encoder.dispose());

    const inputs = (ids: readonly number[]) => ({
      source: { data: Int32Array.from(ids), shape: [1, ids.length] },
      lengths: { data: Int32Array.of(ids.length), shape: [1] },
    });

    it('has the names of its inputs and outputs', () => {
      assert.deepEqual(encoder.inputNames, ['source', 'lengths']);
      assert.deepEqual(encoder.outputNames, ['annotations', 'summary', 'initial_state']);
    });

    it('gives outputs that stay what they are when it runs again', async () => {
      const first = await encoder.run(inputs([5, 6, 2]));
      const copy = Float32Array.from(first['annotations']!);
      await encoder.run(inputs([7, 8, 9, 2]));
      assert.deepEqual(first['annotations'], copy);
    });

    it('refuses inputs that do not fit', async () => {
      await assert.rejects(encoder.run({}));
      await assert.rejects(
        encoder.run({ ...inputs([5, 2]), lengths: { data: Float32Array.of(2), shape: [1] } }),
      );
      await assert.rejects(encoder.run(inputs([999_999, 2])));
    });

    it('works on after that', async () => {
      assert.equal((await encoder.run(inputs([5, 2])))['summary']!.length, 512);
    });

    it('refuses weights that are too short', () =>
      assert.rejects(
        runtime(name).load(fileOf(modelIds[0]!, 'encoder.onnx'), {
          name: 'weights.safetensors',
          data: weights.data.slice(0, 1000),
        }),
      ));
  });
}
