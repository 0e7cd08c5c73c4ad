import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { BulkSetup } from '../../../src/model/bulkProtocol';
import type { BulkOutcome, BulkTask } from '../../../src/model/bulkTask';
import { BulkThread } from '../../../src/model/bulkThread';
import { EngineError } from '../../../src/model/engineError';
import { dist, modelIds, modelsFolder, root } from './support';

const model = modelIds.find((id) => id === 'fr-en-luong')!;
const task: BulkTask = {
  ...{ kind: 'translate', model, items: ['Le chat dort.', 'mot '.repeat(3000), 'Oui.'] },
  options: { score: 'dot', batch: 2, weights: true },
};

describe('a thread of the pool', () => {
  let folder: string;
  const threads: BulkThread[] = [];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'bulk-'));
    await build({
      stdin: {
        contents:
          `import { parentPort, workerData } from 'node:worker_threads';\n` +
          `import { serveBulk } from './src/model/bulkWorker';\nserveBulk(parentPort, workerData);`,
        resolveDir: root,
        loader: 'ts',
      },
      outfile: path.join(folder, 'bulkWorker.js'),
      ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' },
    });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(threads.splice(0).map((thread) => thread.dispose()));
  });

  function over(worker: Worker): BulkThread {
    const thread = new BulkThread(worker);
    threads.push(thread);
    return thread;
  }

  function start(): BulkThread {
    const workerData: BulkSetup = { purpose: 'bulk', models: modelsFolder, runtime: 'native', dist };
    return over(new Worker(path.join(folder, 'bulkWorker.js'), { workerData }));
  }

  function startScript(script: string): BulkThread {
    return over(
      new Worker(`const { parentPort } = require('node:worker_threads');\n${script}`, { eval: true }),
    );
  }

  function died(reason: RegExp) {
    return (error: unknown) =>
      error instanceof EngineError && error.code === 'worker-died' && reason.test(error.message);
  }

  it('translates, and says which of its lines it could not', async () => {
    const outcome: BulkOutcome = await start().perform(task);
    assert.ok(outcome.kind === 'translate');
    const [first, second, third] = outcome.results;
    assert.ok(first?.status === 'fulfilled' && third?.status === 'fulfilled');
    assert.equal(first.value.steps[0]!.weights!.length, first.value.sourceTokens.length);
    assert.ok(second?.status === 'rejected');
    assert.ok(second.reason instanceof EngineError && second.reason.code === 'too-long');
  });

  it('aligns, one task after the other', async () => {
    const thread = start();
    for (const target of [['yes'], ['well', 'yes']]) {
      const outcome = await thread.perform({
        ...{ kind: 'align', model, items: [{ source: ['oui'], target }] },
        options: { score: 'dot', batch: 2, conventions: ['same'], asIs: false },
      });
      assert.ok(outcome.kind === 'align' && outcome.results[0]?.status === 'fulfilled');
      assert.equal(outcome.results[0].value[0]!.links.length, target.length);
    }
  });

  it('passes on why a model cannot be used', () =>
    assert.rejects(
      start().perform({ ...task, model: 'nobody' }),
      (error) => error instanceof EngineError && error.code === 'unknown-model',
    ));

  it('says that it died, while somebody waits and afterwards', async () => {
    const thread = startScript(`parentPort.on('message', () => { throw new Error('out of luck'); });`);
    await assert.rejects(thread.perform(task), died(/out of luck.*fewer --threads/));
    await assert.rejects(thread.perform(task), died(/out of luck/));
  });

  it('says that it died where it just ends', () =>
    assert.rejects(startScript(`process.exit(7);`).perform(task), died(/code 7/)));

  it('does not take an answer that is none', () =>
    assert.rejects(
      startScript(
        `parentPort.on('message', () => parentPort.postMessage({ kind: 'translate', results: 7 }));`,
      ).perform(task),
    ));

  it('answers whoever waits when it is shut down', async () => {
    const thread = startScript(
      `parentPort.on('message', ({ type }) => { if (type === 'close') process.exit(); });`,
    );
    const waiting = assert.rejects(thread.perform(task), died(/shut down/));
    await thread.dispose();
    await waiting;
  });
});
