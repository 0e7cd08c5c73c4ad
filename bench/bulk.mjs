// npm run bench -- --bulk --python PATH [--model ID] [--score NAME] [--input FILE] [--lines N] [--repeat N] [--json FILE]
//
// Sentences per second of a file, beside PyTorch: same weights, sentences, machine and run, all cores on both sides.
// PyTorch is tried in several ways, each once, and the best of them runs in turns with ours.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { madeUpLines } from './lines.mjs';

const root = path.join(import.meta.dirname, '..');
const built = path.join(root, '.bench');

/**
 * @typedef {{ batch: number, how: 'threads' | 'processes', kept: boolean }} Way
 * @typedef {{ python: string, model: string, score: string, input: string | undefined, lines: number, repeat: number }} Wish
 */

/** @param {Wish} wish */
export async function measureBulk({ python, model, score, input, lines: count, repeat }) {
  await build({
    stdin: {
      contents:
        "import { parentPort, workerData } from 'node:worker_threads';" +
        "import { serveBulk } from './src/model/bulkWorker'; serveBulk(parentPort, workerData);",
      resolveDir: root,
      loader: 'ts',
    },
    outfile: path.join(built, 'bulkWorker.js'),
    ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' },
  });
  await build({
    entryPoints: [path.join(root, 'bench/bulk.ts')],
    outdir: built,
    ...{ bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' },
  });
  /** @type {typeof import('./bulk')} */
  const { BulkSide, longestTarget } = createRequire(import.meta.url)(path.join(built, 'bulk.js'));
  const all =
    input === undefined ? [...madeUpLines(count)] : readFileSync(input, 'utf8').trimEnd().split('\n');
  const lines = all.slice(0, count);
  const threads = os.availableParallelism();
  const plan = /** @type {const} */ ({
    root,
    worker: path.join(built, 'bulkWorker.js'),
    model,
    runtime: 'native',
  });
  const scored = { ...plan, score: /** @type {import('../src/attention/scoreName').ScoreName} */ (score) };
  const ours = [32, 64, 128].map((batch) => ({ batch, side: new BulkSide(scored, threads, batch) }));

  const work = await (ours[0]?.side.produce(lines) ?? []);
  const tokens = work.reduce((sum, { produced }) => sum + produced.length + 1, 0);
  const torch = new PyTorch(python, {
    folder: path.join(root, 'models', model),
    ...{ score, lines, sources: work.map(({ source }) => source) },
    ...{ longest: longestTarget(scored), processes: threads },
  });
  /** @type {Way[]} */
  const ways = [];
  for (const how of /** @type {const} */ (['threads', 'processes'])) {
    for (const kept of [false, true]) for (const batch of [32, 64, 128]) ways.push({ batch, how, kept });
  }
  const first = await torch.run({ ...at(ways, 0), produced: true });
  const different = work.filter(({ produced }, i) => produced.join() !== first.produced?.[i]?.join()).length;

  // Each once for warmth and once for a choice, in turns.
  const trials = [];
  for (const way of ways)
    trials.push({ way, seconds: (await torch.run({ ...way, produced: false })).seconds });
  const asItIs = best(trials.filter(({ way }) => !way.kept));
  const improved = best(trials.filter(({ way }) => way.kept));
  const ownTrials = [];
  for (const one of ours) {
    await one.side.measure(lines);
    ownTrials.push({ way: one, seconds: await one.side.measure(lines) });
  }
  const own = best(ownTrials);

  /** @type {{ name: string, run: () => Promise<number>, samples: number[] }[]} */
  const sides = [
    {
      name: `ours, ${threads} threads, batch ${own.way.batch}`,
      run: () => own.way.side.measure(lines),
      samples: [],
    },
    { name: `PyTorch, ${told(asItIs.way)}`, run: () => torch.seconds(asItIs.way), samples: [] },
    {
      name: `PyTorch, keys kept, ${told(improved.way)}`,
      run: () => torch.seconds(improved.way),
      samples: [],
    },
  ];
  for (let turn = 0; turn < repeat; turn++) for (const side of sides) side.samples.push(await side.run());
  torch.end();
  for (const { side } of ours) await side.dispose();

  const figures = sides.map(({ name, samples }) => {
    const seconds = at(
      [...samples].sort((a, b) => a - b),
      Math.floor(samples.length / 2),
    );
    return { name, samples, sentencesPerSecond: lines.length / seconds, tokensPerSecond: tokens / seconds };
  });
  console.log(
    `\n${model}, ${score}: ${lines.length} lines, ${tokens} tokens produced, ${different} translations differ\n`,
  );
  console.log('| what | sentences/s | tokens/s | ours is |\n| --- | ---: | ---: | ---: |');
  for (const { name, sentencesPerSecond, tokensPerSecond } of figures) {
    const ratio = at(figures, 0).sentencesPerSecond / sentencesPerSecond;
    console.log(
      `| ${name} | ${sentencesPerSecond.toFixed(0)} | ${tokensPerSecond.toFixed(0)} | ${ratio.toFixed(2)} x |`,
    );
  }
  return { model, score, lines: lines.length, tokens, different, trials, figures };
}

/** A Python that keeps its network, and its processes, between runs. */
class PyTorch {
  /** @param {string} python @param {object} request */
  constructor(python, request) {
    this.child = spawn(python, [path.join(root, 'bench/pytorch_bulk.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  /**
   * @param {Way & { produced: boolean }} way
   * @returns {Promise<{ seconds: number, produced: number[][] | null }>}
   */
  async run(way) {
    this.child.stdin.write(`${JSON.stringify(way)}\n`);
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error('PyTorch ended before it answered.');
    return JSON.parse(value);
  }

  /** @param {Way} way */
  async seconds(way) {
    return (await this.run({ ...way, produced: false })).seconds;
  }

  end() {
    this.child.stdin.end();
  }
}

/** @param {Way} way */
function told({ batch, how }) {
  return `${how === 'threads' ? 'one process, all threads' : 'a process a core'}, batch ${batch}`;
}

/** @template {{ seconds: number }} T @param {T[]} trials @returns {T} */
function best(trials) {
  return at(
    [...trials].sort((a, b) => a.seconds - b.seconds),
    0,
  );
}

/** @template T @param {readonly T[]} values @param {number} index @returns {T} */
function at(values, index) {
  const value = values[index];
  if (value === undefined) throw new RangeError(`There is no number ${index}.`);
  return value;
}
