import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScoreName } from '../src/attention/scoreName';
import { BulkPool } from '../src/model/bulkPool';
import type { BulkSetup } from '../src/model/bulkProtocol';
import { BulkThread } from '../src/model/bulkThread';
import { folderBundles } from '../src/model/folderBundles';
import { LocalEngine } from '../src/model/localEngine';
import { createNodeRuntime, runtimePlaces } from '../src/runtime/nodeRuntime';
import type { RuntimeName } from '../src/runtime/runtime';

export interface BulkPlan {
  readonly root: string;
  /** The built thread of the pool. */
  readonly worker: string;
  readonly model: string;
  readonly score: ScoreName;
  readonly runtime: RuntimeName;
}

/** A sentence with what was made of it, in token ids without the end of the translation. */
export interface BulkWork {
  readonly source: readonly number[];
  readonly produced: readonly number[];
}

/** The extension's side: as the shell command has it, with threads that are started and warm. */
export class BulkSide {
  private readonly engine: BulkPool;

  constructor(
    private readonly plan: BulkPlan,
    threads: number,
    private readonly batch: number,
  ) {
    const { root, worker, runtime } = plan;
    const [models, dist] = [path.join(root, 'models'), path.join(root, 'dist')];
    const workerData: BulkSetup = { purpose: 'bulk', models, runtime, dist };
    const local = new LocalEngine({
      bundles: () => folderBundles(models),
      runtime: () => createNodeRuntime(runtime, runtimePlaces(dist)),
    });
    this.engine = new BulkPool({
      local,
      threads,
      start: () => new BulkThread(new Worker(worker, { workerData })),
    });
  }

  /** Seconds from text to text. */
  async measure(lines: readonly string[]): Promise<number> {
    const begin = performance.now();
    await this.run(lines, false);
    return (performance.now() - begin) / 1000;
  }

  /** What was made of each; throws if a line has no translation. */
  async produce(lines: readonly string[]): Promise<BulkWork[]> {
    const results = await this.run(lines, true);
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      const { sourceTokens, steps, complete } = result.value;
      const produced = steps.map(({ token }) => token.id);
      return {
        source: sourceTokens.map(({ id }) => id),
        produced: complete ? produced.slice(0, -1) : produced,
      };
    });
  }

  dispose(): Promise<void> {
    return this.engine.dispose();
  }

  private run(lines: readonly string[], weights: boolean) {
    const { model, score } = this.plan;
    return this.engine.translateAll(model, lines, { score, batch: this.batch, weights });
  }
}

/** Of a bundle, what PyTorch must be told. */
export function longestTarget({ root, model }: BulkPlan): number {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'models', model, 'model.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'sizes' in manifest) {
    const { sizes } = manifest;
    if (typeof sizes === 'object' && sizes !== null && 'maxTargetLength' in sizes)
      return Number(sizes.maxTargetLength);
  }
  throw new TypeError(`${model} says no longest target.`);
}
