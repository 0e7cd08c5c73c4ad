import assert from 'node:assert/strict';
import type { BulkEngine } from '../../../src/model/bulkEngine';
import { BulkPool, type PoolThread } from '../../../src/model/bulkPool';
import type { BulkOutcome, BulkTask } from '../../../src/model/bulkTask';
import type { BulkResults, BulkTranslation } from '../../../src/model/bulkTranslator';
import { EngineError } from '../../../src/model/engineError';

const options = { score: 'dot', batch: 2, weights: false } as const;

/** A translation that is its text in capitals; text with an `x` has none. */
function answersOf(texts: readonly string[]): BulkResults<BulkTranslation> {
  return texts.map((text) =>
    text.includes('x')
      ? { status: 'rejected', reason: new EngineError('too-long', `${text} is too long`) }
      : {
          status: 'fulfilled',
          value: {
            ...{ model: 'm', score: 'dot', sourceText: text, targetText: text.toUpperCase(), complete: true },
            ...{ sourceTokens: [], steps: [], missing: [], repeated: [], beam: null },
          },
        },
  );
}

/** Answers when it is told to, and knows what it was asked. */
class FakeThread implements PoolThread {
  readonly tasks: BulkTask[] = [];
  isDisposed = false;
  private answer: (outcome: BulkOutcome) => void = () => undefined;
  private refuse: (error: Error) => void = () => undefined;

  perform(task: BulkTask): Promise<BulkOutcome> {
    this.tasks.push(task);
    return new Promise((resolve, reject) => {
      [this.answer, this.refuse] = [resolve, reject];
    });
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }

  get texts(): readonly string[] {
    const task = this.tasks.at(-1);
    return task?.kind === 'translate' ? task.items : [];
  }

  async finish(): Promise<void> {
    this.answer({ kind: 'translate', results: answersOf(this.texts) });
    await new Promise((resolve) => setImmediate(resolve));
  }

  die(): void {
    this.refuse(new EngineError('worker-died', 'gone'));
  }
}

class Local implements BulkEngine {
  readonly groups: (readonly string[])[] = [];
  running = 0;
  isDisposed = false;
  models = () => Promise.resolve([]);
  translate = () => Promise.reject(new Error('not asked for'));
  alignAll = () => Promise.resolve([]);

  async translateAll(_model: string, texts: readonly string[]) {
    assert.equal(++this.running, 1, 'two parts at a time in one thread');
    this.groups.push(texts);
    await new Promise((resolve) => setImmediate(resolve));
    this.running--;
    return answersOf(texts);
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }
}

function pool(threads: number) {
  const started: FakeThread[] = [];
  const local = new Local();
  const start = () => {
    const thread = new FakeThread();
    started.push(thread);
    return thread;
  };
  return { engine: new BulkPool({ local, threads, start }), started, local };
}

const texts = ['a', 'bbb', 'cc', 'ddddd', 'eexe', 'ffffff', 'g'];
const capitals = ['A', 'BBB', 'CC', 'DDDDD', 'eexe is too long', 'FFFFFF', 'G'];
const parts = [['ffffff', 'ddddd'], ['eexe', 'bbb'], ['cc', 'a'], ['g']];

function told(results: BulkResults<BulkTranslation>): string[] {
  return results.map((one) =>
    one.status === 'fulfilled' ? one.value.targetText : (one.reason as Error).message,
  );
}

describe('a pool of threads', () => {
  it('answers in order, whichever thread is first, and starts no more than it may', async () => {
    const { engine, started } = pool(2);
    const results = engine.translateAll('m', texts, options);
    assert.deepEqual(
      started.map((thread) => thread.texts),
      parts.slice(0, 2),
    );
    await started[1]!.finish();
    assert.deepEqual(started[1]!.texts, parts[2]);
    await started[1]!.finish();
    await started[1]!.finish();
    await started[0]!.finish();
    assert.deepEqual(told(await results), capitals);
    assert.equal(started.length, 2);
  });

  it('makes parts of several batches of many lines, as long as there are enough of them to share out', async () => {
    const sizesOf = async (count: number) => {
      const { engine, local } = pool(1);
      await engine.translateAll('m', Array<string>(count).fill('a'), options);
      return local.groups.map(({ length }) => length);
    };
    assert.deepEqual(await sizesOf(31), [...Array<number>(15).fill(2), 1]);
    assert.deepEqual(await sizesOf(32), Array(8).fill(4));
    assert.deepEqual(await sizesOf(100), [...Array<number>(12).fill(8), 4]);
  });

  it('tells how far it is, part by part', async () => {
    const { engine, started } = pool(2);
    const done: number[] = [];
    const results = engine.translateAll('m', texts, options, (items) => done.push(items));
    await started[1]!.finish();
    assert.deepEqual(done, [2]);
    await started[0]!.finish();
    await started[1]!.finish();
    await started[0]!.finish();
    await results;
    assert.deepEqual(done, [2, 2, 2, 1]);
  });

  it('makes the same parts in one thread, one after the other', async () => {
    const { engine, started, local } = pool(1);
    assert.deepEqual(told(await engine.translateAll('m', texts, options)), capitals);
    assert.deepEqual(local.groups, parts);
    assert.equal(started.length, 0);
  });

  it('starts no thread for a handful of lines', async () => {
    const { engine, started, local } = pool(4);
    assert.deepEqual(told(await engine.translateAll('m', ['b', 'aa'], options)), ['B', 'AA']);
    assert.deepEqual([local.groups, started.length], [[['aa', 'b']], 0]);
  });

  it('begins a second piece of work while the first one is finished', async () => {
    const { engine, started } = pool(2);
    const first = engine.translateAll('m', ['aaaa', 'bbb', 'cc'], options);
    const second = engine.translateAll('m', ['d', 'e', 'f'], options);
    await started[0]!.finish();
    assert.deepEqual(started[0]!.texts, ['d', 'e']);
    await started[0]!.finish();
    assert.deepEqual(started[0]!.texts, ['f']);
    await started[0]!.finish();
    assert.deepEqual(told(await second), ['D', 'E', 'F']);
    await started[1]!.finish();
    assert.deepEqual(told(await first), ['AAAA', 'BBB', 'CC']);
  });

  it('lets nobody wait for a thread that died', async () => {
    const { engine, started } = pool(2);
    const first = engine.translateAll('m', texts, options);
    const second = engine.translateAll('m', texts, options);
    started[0]!.die();
    for (const work of [first, second]) {
      await assert.rejects(work, (error) => error instanceof EngineError && error.code === 'worker-died');
    }
  });

  it('releases its threads and its own engine', async () => {
    const { engine, started, local } = pool(2);
    void engine.translateAll('m', texts, options);
    await engine.dispose();
    assert.deepEqual([...started.map((thread) => thread.isDisposed), local.isDisposed], [true, true, true]);
  });
});
