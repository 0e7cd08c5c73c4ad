import { Worker, type WorkerOptions } from 'node:worker_threads';
import * as v from 'valibot';
import type { ModelChoice } from '../protocol/panelState';
import type { TranslationResult } from '../protocol/translation';
import type { TranslationEngine, TranslationRequest } from './engine';
import { EngineError } from './engineError';
import { workerReply, type WorkerReply, type WorkerRequest, type WorkerSetup } from './workerProtocol';

export interface WorkerEngineOptions {
  /** The built `worker.js`. */
  readonly workerPath: string;
  readonly setup: WorkerSetup;
  /** How long a cancelled translation may go on, in milliseconds, before its thread is ended. */
  readonly patience?: number;
  readonly workerOptions?: WorkerOptions;
  /** For tests: sees every worker that is started. */
  readonly onStart?: (worker: Worker) => void;
}

interface Pending {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

/** Long: loading a model on a slow machine cannot be interrupted, and starting over would take longer still. */
const defaultPatience = 30_000;
/** How long whoever disposes of the engine waits for its worker to release its models, in milliseconds. */
const closingTime = 1000;

/**
 * The engine in a worker thread. The thread starts with the first request; if it dies, requests under way are
 * answered with `worker-died`, and the next one starts another.
 */
export class WorkerEngine implements TranslationEngine {
  private worker: Worker | undefined;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private disposed = false;

  constructor(private readonly options: WorkerEngineOptions) {}

  async models(): Promise<readonly ModelChoice[]> {
    const reply = await this.request((id) => ({ type: 'models', id }));
    if ('models' in reply) return reply.models;
    throw failureOf(reply);
  }

  async translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult> {
    signal.throwIfAborted();
    const reply = await this.request((id) => ({ type: 'translate', id, ...request }), signal);
    if ('translation' in reply) return reply.translation;
    throw failureOf(reply);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    const worker = this.worker;
    this.lose(new EngineError('worker-died', 'The translation engine was shut down.'));
    if (worker === undefined) return;
    const ended = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        resolve();
      }),
    );
    post(worker, { type: 'close' });
    // A thread that is ended inside the native runtime takes the whole process with it: one that is slow may take its
    // time to end by itself, and only one that is stuck is ended.
    const last = setTimeout(() => void worker.terminate(), this.patience);
    last.unref();
    await new Promise<void>((resolve) => {
      const soon = setTimeout(resolve, closingTime);
      void ended.then(() => {
        clearTimeout(last);
        clearTimeout(soon);
        resolve();
      });
    });
  }

  private get patience(): number {
    return this.options.patience ?? defaultPatience;
  }

  /** Sends a request and waits for its reply; an abort is answered at once, while the worker is told to stop. */
  private request(build: (id: number) => WorkerRequest, signal?: AbortSignal): Promise<WorkerReply> {
    if (this.disposed) throw new EngineError('worker-died', 'The translation engine was shut down.');
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise<WorkerReply>((resolve, reject) => {
      const abort = () => {
        this.cancel(worker, id);
        reject(reasonOf(signal));
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      this.pending.set(id, {
        resolve: (reply) => {
          settled();
          resolve(reply);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      // While somebody waits the process stays; idle, the worker does not keep it.
      worker.ref();
      post(worker, build(id));
    });
  }

  /** The worker stops between two steps and says so; one that does not is stuck, and is ended. */
  private cancel(worker: Worker, id: number): void {
    post(worker, { type: 'cancel', id });
    const timer = setTimeout(() => {
      if (this.worker === worker && this.pending.has(id)) {
        this.lose(
          new EngineError(
            'worker-died',
            'The translation engine did not stop when it was told to, and was restarted.',
          ),
        );
        void worker.terminate();
      }
    }, this.patience);
    timer.unref();
    const waiting = this.pending.get(id);
    const done = () => {
      clearTimeout(timer);
    };
    if (waiting !== undefined) this.pending.set(id, { resolve: done, reject: done });
  }

  private start(): Worker {
    const { workerPath, setup, workerOptions, onStart } = this.options;
    const worker = new Worker(workerPath, { ...workerOptions, workerData: setup });
    let cause: unknown;
    worker.on('message', (message: unknown) => {
      this.receive(worker, message);
    });
    worker.on('error', (error: unknown) => {
      cause = error;
    });
    worker.on('exit', (code) => {
      if (this.worker === worker) this.lose(deathOf(code, cause));
    });
    worker.unref();
    onStart?.(worker);
    return worker;
  }

  private receive(worker: Worker, message: unknown): void {
    const reply = v.safeParse(workerReply, message);
    if (!reply.success || this.worker !== worker) return;
    const waiting = this.pending.get(reply.output.id);
    this.pending.delete(reply.output.id);
    if (this.pending.size === 0) worker.unref();
    waiting?.resolve(reply.output);
  }

  /** Forgets the worker and answers everybody who waited for it. */
  private lose(error: Error): void {
    this.worker = undefined;
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(error);
  }
}

function post(worker: Worker, request: WorkerRequest): void {
  worker.postMessage(request);
}

function failureOf(reply: WorkerReply): Error {
  if (!('error' in reply))
    return new EngineError('internal', 'The translation engine gave an answer to another question.');
  const { code, message } = reply.error;
  return code === 'cancelled' ? new DOMException(message, 'AbortError') : new EngineError(code, message);
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The translation was cancelled.', 'AbortError');
}

function deathOf(code: number, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : `exit code ${code}`;
  return new EngineError(
    'worker-died',
    `The translation engine stopped unexpectedly (${reason}). It starts again with the next translation.`,
    { cause },
  );
}
