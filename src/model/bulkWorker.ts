import type { MessagePort } from 'node:worker_threads';
import * as v from 'valibot';
import { createNodeRuntime, runtimePlaces } from '../runtime/nodeRuntime';
import { bulkRequest, bulkSetup, failureOf, replyOf, type BulkReply } from './bulkProtocol';
import { perform, type BulkTask } from './bulkTask';
import { folderBundles } from './folderBundles';
import { LocalEngine } from './localEngine';

/**
 * One of the threads that work on a file: it has an engine with models of its own, and answers one task after the other.
 *
 * @param workerData a `BulkSetup`
 */
export function serveBulk(port: MessagePort, workerData: unknown): void {
  const setup = v.parse(bulkSetup, workerData);
  const engine = new LocalEngine({
    bundles: () => folderBundles(setup.models),
    runtime: () => createNodeRuntime(setup.runtime, runtimePlaces(setup.dist)),
  });
  const answer = async (task: BulkTask): Promise<void> => {
    let reply: BulkReply;
    try {
      reply = replyOf(await perform(task, engine));
    } catch (error) {
      reply = { kind: 'failed', failure: failureOf(error) };
    }
    port.postMessage(reply);
  };
  port.on('message', (message: unknown) => {
    const request = v.parse(bulkRequest, message);
    if (request.type === 'task') void answer(request.task);
    // Between two calls of the runtime, in which a thread that is ended takes the process with it.
    else process.exit();
  });
}
