import path from 'node:path';
import { scoreNames, type ScoreName } from '../src/attention/scoreName';
import { attendWith } from '../src/decoding/attending';
import { folderBundle } from '../src/model/folderBundles';
import { loadBundle } from '../src/model/loadBundle';
import { WorkerEngine } from '../src/model/workerEngine';
import { createNodeRuntime, runtimePlaces } from '../src/runtime/nodeRuntime';
import type { RuntimeName } from '../src/runtime/runtime';
import { sentences } from './sentences';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly model: string;
  readonly how: string;
  /** Milliseconds. */
  readonly samples: readonly number[];
}

/** A sentence with what was produced for it, so that PyTorch can show that it does the same work. */
export interface Work {
  readonly model: string;
  readonly score: ScoreName;
  readonly source: readonly number[];
  readonly produced: readonly number[];
}

/** Where things are, and how often. */
export interface Plan {
  readonly root: string;
  readonly worker: string;
  readonly models: readonly string[];
  readonly runs: number;
  readonly coldRuns: number;
}

const never = new AbortController().signal;
const runtimes: readonly RuntimeName[] = ['native', 'wasm'];

export async function measureEngine(plan: Plan): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const model of plan.models) {
    for (const runtime of runtimes) {
      figures.push(await measureCold(plan, model, runtime));
      figures.push(...(await measureWarm(plan, model, runtime)));
      figures.push(...(await measureSteps(plan, model, runtime)));
    }
  }
  return figures;
}

/** What every model makes of every sentence. */
export async function produce(plan: Plan, scores: readonly ScoreName[]): Promise<Work[]> {
  const work: Work[] = [];
  for (const model of plan.models) {
    const engine = start(plan, 'native');
    for (const score of scores) {
      for (const text of sentences) {
        const { sourceTokens, steps } = await engine.translate({ model, score, text }, never);
        const source = sourceTokens.map((token) => token.id);
        work.push({ model, score, source, produced: steps.map((step) => step.token.id) });
      }
    }
    await engine.dispose();
  }
  return work;
}

/** A new thread, its runtime, the bundle read and checked, the first sentence translated. */
async function measureCold(plan: Plan, model: string, runtime: RuntimeName): Promise<Figure> {
  const samples = await repeat(plan.coldRuns, async () => {
    const engine = start(plan, runtime);
    await engine.translate({ model, score: 'additive', text: sentences[0]! }, never);
    return () => engine.dispose();
  });
  return { what: 'first translation, cold', model, how: runtime, samples };
}

/** Through the worker, as in the editor: a sentence that was not seen before, and one with another score. */
async function measureWarm(plan: Plan, model: string, runtime: RuntimeName): Promise<Figure[]> {
  const engine = start(plan, runtime);
  let turn = 0;
  const translate = async () => {
    await engine.translate({ model, score: 'additive', text: sentences[turn++ % sentences.length]! }, never);
    return null;
  };
  const change = async () => {
    const score = scoreNames[turn++ % scoreNames.length]!;
    await engine.translate({ model, score, text: sentences[0]! }, never);
    return null;
  };
  await repeat(plan.runs, translate);
  const translations = await repeat(plan.runs, translate);
  const changes = await repeat(plan.runs, change);
  await engine.dispose();
  return [
    { what: 'translation of 20 tokens, warm', model, how: runtime, samples: translations },
    { what: 'change of the score function', model, how: runtime, samples: changes },
  ];
}

/** One decoder step, attention and log-probabilities included, in this thread. */
async function measureSteps(plan: Plan, model: string, runtime: RuntimeName): Promise<Figure[]> {
  const places = runtimePlaces(path.join(plan.root, 'dist'));
  const source = folderBundle(path.join(plan.root, 'models', model));
  const bundle = await loadBundle(source, createNodeRuntime(runtime, places));
  const encoded = await bundle.model.encode(bundle.tokenizer.encode(sentences[0]!));
  const figures: Figure[] = [];
  for (const score of bundle.manifest.scoreFunctions) {
    const attend = attendWith(score, bundle.parameters.get(score)!, encoded);
    const step = async () => {
      await bundle.model.step(encoded, encoded.initialState, bundle.model.beginToken, attend);
      return null;
    };
    await repeat(plan.runs, step);
    figures.push({
      what: `decoder step, ${score}`,
      model,
      how: runtime,
      samples: await repeat(plan.runs * 5, step),
    });
  }
  await bundle.model.dispose();
  return figures;
}

function start({ root, worker }: Plan, runtime: RuntimeName): WorkerEngine {
  return new WorkerEngine({
    workerPath: worker,
    setup: { models: path.join(root, 'models'), runtime, dist: path.join(root, 'dist') },
  });
}

/** Milliseconds of each run; what a run returns is done after the clock has stopped. */
async function repeat(count: number, run: () => Promise<AfterRun | null>): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const begin = performance.now();
    const after = await run();
    samples.push(performance.now() - begin);
    await after?.();
  }
  return samples;
}

type AfterRun = () => Promise<void>;
