// npm run bench [-- --python PATH] [--runs N] [--cold-runs N] [--models ID,...] [--json FILE] [--vscode]
// npm run bench -- --bulk --python PATH [...]: whole files instead, see bench/bulk.mjs
//
// Medians over many runs, on this machine, of what a user waits for. With a Python that has PyTorch, the same
// decoding there, on the same weights, in the same run. With --vscode, the time from command to painted heatmap in
// a real VS Code: bench/vscode.mjs measures that and exports `measureVsCode(): Promise<Figure[]>`.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureBulk } from './bulk.mjs';

/** @typedef {import('./measure').Figure} Figure */
/** @typedef {import('./measure').Plan} Plan */

const root = path.join(import.meta.dirname, '..');
const built = path.join(root, '.bench');

const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    runs: { type: 'string', default: '100' },
    'cold-runs': { type: 'string', default: '7' },
    models: { type: 'string', default: 'fr-en-bahdanau,fr-en-luong' },
    json: { type: 'string' },
    vscode: { type: 'boolean', default: false },
    bulk: { type: 'boolean', default: false },
    model: { type: 'string', default: 'fr-en-luong' },
    score: { type: 'string', default: 'additive' },
    input: { type: 'string' },
    lines: { type: 'string', default: '2000' },
    repeat: { type: 'string', default: '3' },
  },
});

async function main() {
  await buildSources();
  /** @type {typeof import('./measure')} */
  const { measureEngine, produce } = createRequire(import.meta.url)(path.join(built, 'measure.js'));
  /** @type {Plan} */
  const plan = {
    root,
    worker: path.join(built, 'worker.js'),
    models: values.models.split(','),
    runs: Number(values.runs),
    coldRuns: Number(values['cold-runs']),
  };
  const machine = describeMachine();
  console.log(
    Object.entries(machine)
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n') + '\n',
  );
  if (values.bulk) {
    const { python, model, score, input, lines, repeat, json } = values;
    if (python === undefined)
      throw new Error('--bulk wants --python PATH, a Python with torch and tokenizers.');
    const wish = { python, model, score, input, lines: Number(lines), repeat: Number(repeat) };
    const bulk = await measureBulk(wish);
    if (json !== undefined) writeFileSync(json, JSON.stringify({ machine, bulk }, null, 1));
    return;
  }

  const figures = await measureEngine(plan);
  if (values.python !== undefined) {
    const work = await produce(plan, ['additive', 'general']);
    figures.push(...measurePyTorch(values.python, { ...plan, models: path.join(root, 'models') }, work));
  }
  if (values.vscode) figures.push(...(await measureVsCode()));
  printTable(figures);
  printComparison(figures);
  printSizes();
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ machine, figures }, null, 1));
}

async function buildSources() {
  await build({
    entryPoints: {
      measure: path.join(root, 'bench/measure.ts'),
      worker: path.join(root, 'src/model/worker.ts'),
    },
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
}

/** @returns {Record<string, string>} */
function describeMachine() {
  const cpus = os.cpus();
  /** @param {string} name */
  const version = (name) =>
    JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
  return {
    CPU: `${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} cores`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    'onnxruntime-node': version('onnxruntime-node'),
    'onnxruntime-web': version('onnxruntime-web'),
    'load before': os
      .loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
  };
}

/**
 * @param {string} python
 * @param {{ models: string, runs: number }} plan
 * @param {readonly import('./measure').Work[]} work
 * @returns {Figure[]}
 */
function measurePyTorch(python, { models, runs }, work) {
  const input = JSON.stringify({ models, runs, work });
  const output = execFileSync(python, [path.join(root, 'bench/pytorch.py')], { input, maxBuffer: 2 ** 28 });
  const { torch, figures } = JSON.parse(output.toString());
  return figures.map(
    (/** @type {{ model: string, score: string, threads: number, samples: number[] }} */ figure) => ({
      what: figure.score === 'additive' ? warm : `${warm} (${figure.score})`,
      model: figure.model,
      how: `PyTorch ${torch}, ${figure.threads} thread${figure.threads === 1 ? '' : 's'}`,
      samples: figure.samples,
    }),
  );
}

const warm = 'translation of 20 tokens, warm';

/** @returns {Promise<Figure[]>} */
async function measureVsCode() {
  const file = path.join(root, 'bench/vscode.mjs');
  if (!existsSync(file)) throw new Error('bench/vscode.mjs is not there.');
  return (await import(file)).measureVsCode();
}

/** @param {readonly Figure[]} figures */
function printTable(figures) {
  const rows = figures.map(({ what, model, how, samples }) => [
    what,
    model,
    how,
    median(samples).toFixed(2),
    quantile(samples, 0.9).toFixed(2),
    String(samples.length),
  ]);
  const head = ['what', 'model', 'how', 'median ms', '90 % ms', 'runs'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    console.log(`| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  }
}

/**
 * How many times faster than PyTorch, at its best number of threads.
 * @param {readonly Figure[]} figures
 */
function printComparison(figures) {
  const torch = figures.filter(({ what, how }) => what === warm && how.startsWith('PyTorch'));
  for (const model of new Set(torch.map((figure) => figure.model))) {
    const best = Math.min(
      ...torch.filter((figure) => figure.model === model).map(({ samples }) => median(samples)),
    );
    for (const ours of figures) {
      if (ours.what !== warm || ours.model !== model || ours.how.startsWith('PyTorch')) continue;
      console.log(
        `\n${model}, ${ours.how}: ${(best / median(ours.samples)).toFixed(2)} times as fast as PyTorch`,
      );
    }
  }
}

function printSizes() {
  for (const file of readdirSync(root).filter((name) => name.endsWith('.vsix'))) {
    console.log(`\n${file}: ${(statSync(path.join(root, file)).size / 1e6).toFixed(1)} MB`);
  }
}

/** @param {readonly number[]} samples */
function median(samples) {
  return quantile(samples, 0.5);
}

/**
 * @param {readonly number[]} samples
 * @param {number} q
 */
function quantile(samples, q) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

await main();
