import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import * as v from 'valibot';
import { createNodeRuntime, runtimePlaces } from '../runtime/nodeRuntime';
import { EngineError } from './engineError';
import { folderBundles } from './folderBundles';
import { LocalEngine } from './localEngine';
import {
  workerRequest,
  workerSetup,
  type WorkerFailure,
  type WorkerReply,
  type WorkerRequest,
} from './workerProtocol';

/** The thread in which the models run, so that the host's event loop stays free. */
function main(port: MessagePort): void {
  const setup = v.parse(workerSetup, workerData);
  const engine = new LocalEngine({
    bundles: () => folderBundles(setup.models),
    runtime: () => createNodeRuntime(setup.runtime, runtimePlaces(setup.dist)),
  });
  const running = new Map<number, AbortController>();
  const reply = (message: WorkerReply) => {
    port.postMessage(message);
  };

  port.on('message', (message: unknown) => {
    const request = v.safeParse(workerRequest, message);
    // Only this extension's own code posts here; what does not parse has nobody waiting for it.
    if (request.success) handle(request.output);
  });

  function handle(request: WorkerRequest): void {
    switch (request.type) {
      case 'models':
        answer(request.id, async () => ({ id: request.id, models: [...(await engine.models())] }));
        break;
      case 'translate': {
        const controller = new AbortController();
        running.set(request.id, controller);
        answer(request.id, async () => ({
          id: request.id,
          translation: await engine.translate(request, controller.signal),
        }));
        break;
      }
      case 'cancel':
        running.get(request.id)?.abort();
        break;
      case 'close':
        for (const controller of running.values()) controller.abort();
        void engine.dispose().finally(() => {
          port.close();
        });
        break;
    }
  }

  function answer(id: number, work: () => Promise<WorkerReply>): void {
    work()
      .then(reply, (error: unknown) => {
        reply({ id, error: describe(error, running.get(id)?.signal.aborted === true) });
      })
      .finally(() => running.delete(id));
  }
}

function describe(error: unknown, aborted: boolean): WorkerFailure {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: aborted ? 'cancelled' : 'internal', message };
}

if (parentPort === null) throw new Error('This file runs as a worker thread only.');
main(parentPort);
