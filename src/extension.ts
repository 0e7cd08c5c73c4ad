import { join } from 'node:path';
import type * as vscode from 'vscode';
import { startAttentionLens, type AttentionLensApi } from './attentionLens';
import { WorkerEngine } from './model/workerEngine';

/** In Node: the models run in a worker thread, so that the host, which others share, stays free. */
export function activate(context: vscode.ExtensionContext): AttentionLensApi {
  const inside = (...path: string[]): string => join(context.extensionPath, ...path);
  return startAttentionLens(
    context,
    ({ runtime }) =>
      new WorkerEngine({
        workerPath: inside('dist', 'worker.js'),
        setup: { runtime, models: inside('models'), dist: inside('dist') },
      }),
  );
}
