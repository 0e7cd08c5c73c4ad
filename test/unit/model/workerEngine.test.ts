import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { EngineError } from '../../../src/model/engineError';
import { WorkerEngine, type WorkerEngineOptions } from '../../../src/model/workerEngine';
import { dist, modelIds, modelsFolder, never, root, runtimeNames } from './support';

const request = { model: modelIds[0]!, score: 'additive', text: 'Le chat dort sur le canapé.' } as const;

describe('the engine in a worker', () => {
  let folder: string;
  let workerPath: string;
  const engines: WorkerEngine[] = [];
  const workers: Worker[] = [];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'worker-'));
    workerPath = path.join(folder, 'worker.js');
    await build({
      entryPoints: [path.join(root, 'src/model/worker.ts')],
      outfile: workerPath,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.dispose()));
    engines.length = 0;
    workers.length = 0;
  });

  // WebAssembly, unless a test says otherwise: a thread that is ended inside the native runtime takes the process along.
  function start(options: Partial<WorkerEngineOptions> = {}): WorkerEngine {
    const engine = new WorkerEngine({
      workerPath,
      setup: { models: modelsFolder, runtime: 'wasm', dist },
      onStart: (worker) => workers.push(worker),
      ...options,
    });
    engines.push(engine);
    return engine;
  }

  /** A worker that does what a test wants, not what it should. */
  function startScript(script: string, options: Partial<WorkerEngineOptions> = {}): WorkerEngine {
    const file = path.join(folder, `${workers.length}-${Math.floor(performance.now())}.js`);
    writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${script}`);
    return start({ workerPath: file, ...options });
  }

  for (const runtime of runtimeNames) {
    it(`translates (${runtime})`, async () => {
      const engine = start({ setup: { models: modelsFolder, runtime, dist } });
      assert.deepEqual(
        (await engine.models()).map(({ id }) => id),
        [...modelIds],
      );
      const { targetText, steps } = await engine.translate(request, never);
      assert.ok(targetText.length > 0 && steps.length > 1);
      const { beam } = await engine.translate({ ...request, beam: { width: 3, lengthPenalty: 1 } }, never);
      assert.deepEqual([beam?.width, beam?.hypotheses.length], [3, 3]);
      assert.ok(beam?.hypotheses.every((one) => one.steps.length > 1));
    });
  }

  it('starts no thread before it is needed', () => {
    start();
    assert.equal(workers.length, 0);
  });

  it('passes errors on with their kind and message', async () => {
    const engine = start();
    await assert.rejects(
      engine.translate({ ...request, model: 'nobody' }, never),
      (error) =>
        error instanceof EngineError && error.code === 'unknown-model' && error.message.includes('nobody'),
    );
  });

  it('survives the death of its thread, and says so to whom it concerns', async () => {
    const engine = start();
    await engine.translate(request, never);
    const lost = engine.translate({ ...request, text: 'Un autre chat dort sur un autre canapé.' }, never);
    void workers[0]!.terminate();
    await assert.rejects(
      lost,
      (error) =>
        error instanceof EngineError &&
        error.code === 'worker-died' &&
        error.message.includes('starts again'),
    );
    assert.ok((await engine.translate(request, never)).targetText.length > 0);
    assert.equal(workers.length, 2);
  });

  it('starts another thread after one that died while idle', async () => {
    const engine = start();
    await engine.models();
    await workers[0]!.terminate();
    assert.equal((await engine.models()).length, modelIds.length);
  });

  it('passes the reason of a crash on', () =>
    assert.rejects(
      startScript(`parentPort.on('message', () => { throw new Error('out of luck'); });`).models(),
      (error) =>
        error instanceof EngineError && error.code === 'worker-died' && error.message.includes('out of luck'),
    ));

  it('says when its thread cannot start', () =>
    assert.rejects(
      start({ workerPath: path.join(folder, 'nowhere.js') }).models(),
      (error) => error instanceof EngineError && error.code === 'worker-died',
    ));

  it('ignores answers that are none', async () => {
    const engine = startScript(`parentPort.on('message', ({ id }) => {
      parentPort.postMessage('noise');
      parentPort.postMessage({ id, models: 'none' });
      parentPort.postMessage({ id: id + 1, models: [] });
      parentPort.postMessage({ id, models: [] });
    });`);
    assert.deepEqual(await engine.models(), []);
  });

  it('answers a cancellation at once, and stops the thread at its next step', async () => {
    const engine = start();
    await engine.models();
    const controller = new AbortController();
    const cancelled = engine.translate(request, controller.signal);
    controller.abort(new Error('no longer wanted'));
    await assert.rejects(cancelled, /no longer wanted/);
    assert.ok((await engine.translate(request, never)).targetText.length > 0);
    assert.equal(workers.length, 1);
  });

  it('does not begin what is cancelled already', async () => {
    await assert.rejects(start().translate(request, AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(workers.length, 0);
  });

  it('ends a thread that does not stop when it is told to', async () => {
    const engine = startScript(`parentPort.on('message', () => {});`, { patience: 50 });
    const controller = new AbortController();
    const first = engine.translate(request, controller.signal);
    const other = engine.translate(request, never);
    controller.abort();
    await assert.rejects(first, { name: 'AbortError' });
    await assert.rejects(
      other,
      (error) => error instanceof EngineError && error.message.includes('did not stop'),
    );
  });

  it('answers those who wait when it is shut down, and takes no more', async () => {
    const engine = start();
    const waiting = engine.translate(request, never);
    const answered = assert.rejects(waiting, /shut down/);
    await engine.dispose();
    await answered;
    await assert.rejects(engine.models(), /shut down/);
  });
});
