import type { ModelChoice } from '../protocol/panelState';
import type { TranslationResult } from '../protocol/translation';
import type { AlignOptions, WordAlignment, WordPair } from './bulkAligner';
import type { Advance, BulkEngine } from './bulkEngine';
import { perform, type BulkOutcome, type BulkTask } from './bulkTask';
import type { BulkOptions, BulkResults, BulkTranslation } from './bulkTranslator';
import { byLength } from '../decoding/byLength';
import type { TranslationRequest } from './engine';

/**
 * Items of a part, of so many in all: some batches, so that a batch is full for most of the time, but not so many that
 * there are too few parts to share out.
 */
function partSize(count: number, batch: number): number {
  const batches = Math.floor(count / (fewestParts * batch));
  return batch * Math.min(batchesOfPart, Math.max(1, batches));
}

const batchesOfPart = 4;
const fewestParts = 8;

/** A thread, as the pool sees it. */
export interface PoolThread {
  perform(task: BulkTask): Promise<BulkOutcome>;
  dispose(): Promise<void>;
}

export interface BulkPoolOptions {
  /** The engine of the calling thread, for what is one by one, and for little work. Disposed with the pool. */
  readonly local: BulkEngine;
  /** Threads at most; with 1 the local engine does everything. */
  readonly threads: number;
  readonly start: () => PoolThread;
}

interface Queued {
  readonly task: BulkTask;
  readonly resolve: (outcome: BulkOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An engine that works on many sentences in several threads. What is to be done is cut into parts of about one length
 * each, the longest first, and every thread takes the next part when it is ready. The parts, and so the results to
 * the last digit, do not depend on how many threads there are.
 */
export class BulkPool implements BulkEngine {
  private readonly threads: PoolThread[] = [];
  private readonly idle: PoolThread[] = [];
  private readonly queue: Queued[] = [];
  /** What this thread does itself, or did last. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: BulkPoolOptions) {}

  models(): Promise<readonly ModelChoice[]> {
    return this.options.local.models();
  }

  translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult> {
    return this.options.local.translate(request, signal);
  }

  translateAll(
    model: string,
    texts: readonly string[],
    options: BulkOptions,
    advance?: Advance,
  ): Promise<BulkResults<BulkTranslation>> {
    const work = async (items: readonly string[], isAll: boolean) => {
      const outcome = await this.perform({ kind: 'translate', model, items, options }, isAll);
      return outcome.kind === 'translate' ? outcome.results : [];
    };
    return this.inParts(texts, (text) => text.length, options.batch, work, advance);
  }

  alignAll(
    model: string,
    pairs: readonly WordPair[],
    options: AlignOptions,
    advance?: Advance,
  ): Promise<BulkResults<readonly WordAlignment[]>> {
    const lengthOf = ({ source, target }: WordPair) => source.length + target.length;
    const work = async (items: readonly WordPair[], isAll: boolean) => {
      const outcome = await this.perform({ kind: 'align', model, items, options }, isAll);
      return outcome.kind === 'align' ? outcome.results : [];
    };
    return this.inParts(pairs, lengthOf, options.batch, work, advance);
  }

  async dispose(): Promise<void> {
    await this.endThreads();
    await this.options.local.dispose();
  }

  /** Whoever waits for them is told that they ended. */
  async endThreads(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.dispose()));
  }

  private async inParts<Item, T>(
    items: readonly Item[],
    lengthOf: (item: Item) => number,
    size: number,
    work: (part: readonly Item[], isAll: boolean) => Promise<BulkResults<T>>,
    advance: Advance = () => undefined,
  ): Promise<BulkResults<T>> {
    const places = items.map((item, place) => ({ item, place }));
    const parts = byLength(places, ({ item }) => lengthOf(item), partSize(items.length, size));
    const results: BulkResults<T> = [];
    await Promise.all(
      parts.map(async (part) => {
        const answers = await work(
          part.map(({ item }) => item),
          parts.length === 1,
        );
        part.forEach(({ place }, i) => {
          const answer = answers[i];
          if (answer === undefined) throw new RangeError('A thread left out an answer.');
          results[place] = answer;
        });
        advance(part.length);
      }),
    );
    return results;
  }

  /** @param isAll whether nothing else is to be done: then no thread is started for it */
  private perform(task: BulkTask, isAll: boolean): Promise<BulkOutcome> {
    const { threads, local } = this.options;
    if (threads === 1 || (isAll && this.threads.length === 0)) return this.inTurn(() => perform(task, local));
    return new Promise((resolve, reject) => {
      this.queue.push({ task, resolve, reject });
      this.next();
    });
  }

  /** In this thread: one after the other, so that memory is for one part at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Gives the first part of the queue to a thread, if there is one that has nothing to do or can still be started. */
  private next(): void {
    if (this.queue.length === 0) return;
    const thread = this.idle.pop() ?? this.another();
    if (thread === null) return;
    const queued = this.queue.shift();
    if (queued === undefined) return;
    thread.perform(queued.task).then(
      (outcome) => {
        this.idle.push(thread);
        queued.resolve(outcome);
        this.next();
      },
      (error: unknown) => {
        // One that failed is not asked again. If it has died, so may the others: nobody is left waiting.
        queued.reject(error);
        for (const { reject } of this.queue.splice(0)) reject(error);
      },
    );
  }

  private another(): PoolThread | null {
    if (this.threads.length >= this.options.threads) return null;
    const thread = this.options.start();
    this.threads.push(thread);
    return thread;
  }
}
