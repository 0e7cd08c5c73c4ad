import type { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { bulkReply, outcomeOf, type BulkRequest } from './bulkProtocol';
import type { BulkOutcome, BulkTask } from './bulkTask';
import { EngineError } from './engineError';

/**
 * How long a thread gets to end by itself, in milliseconds, before it is ended. Long: it does so between two calls of
 * the runtime, and one that is ended within such a call aborts the whole process.
 */
const closingTime = 30_000;

interface Waiting {
  readonly resolve: (outcome: BulkOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that does one task at a time. */
export class BulkThread {
  private waiting: Waiting | undefined;
  private death: EngineError | undefined;
  private readonly ended: Promise<void>;

  constructor(private readonly worker: Worker) {
    worker.on('message', (message: unknown) => {
      this.receive(message);
    });
    worker.on('messageerror', (error) => {
      this.die(error.message);
    });
    worker.on('error', (error) => {
      this.die(error instanceof Error ? error.message : String(error));
    });
    this.ended = new Promise((resolve) =>
      worker.once('exit', (code) => {
        this.die(`it ended with code ${code}`);
        resolve();
      }),
    );
    // It keeps the process only while somebody waits for it.
    worker.unref();
  }

  /** @throws EngineError `worker-died` if the thread ends before it has answered */
  perform(task: BulkTask): Promise<BulkOutcome> {
    if (this.death !== undefined) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.ref();
      this.post({ type: 'task', task });
    });
  }

  async dispose(): Promise<void> {
    this.die('it was shut down');
    this.post({ type: 'close' });
    const timer = setTimeout(() => void this.worker.terminate(), closingTime);
    await this.ended;
    clearTimeout(timer);
  }

  private receive(message: unknown): void {
    const waiting = this.answered();
    try {
      waiting?.resolve(outcomeOf(v.parse(bulkReply, message)));
    } catch (error) {
      waiting?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private die(reason: string): void {
    this.death ??= new EngineError(
      'worker-died',
      `A thread of the translation ended before its work was done (${reason}). ` +
        'If memory is short, use fewer --threads or a smaller --batch.',
    );
    this.answered()?.reject(this.death);
  }

  private answered(): Waiting | undefined {
    const waiting = this.waiting;
    this.waiting = undefined;
    this.worker.unref();
    return waiting;
  }

  private post(request: BulkRequest): void {
    this.worker.postMessage(request);
  }
}
