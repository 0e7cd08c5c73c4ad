import { join } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { version } from '../package.json';
import { alignLines } from './cli/align';
import { help, parseArguments, usageLine, type CommonArguments } from './cli/arguments';
import { evaluate, type EvaluateStreams } from './cli/evaluate';
import { evaluateHelp } from './cli/evaluateHelp';
import { lines } from './cli/lines';
import type { ProgressBar } from './cli/progressBar';
import { translateLines, type Streams } from './cli/translate';
import { translateBatches } from './cli/translateBatches';
import { translateDocument } from './cli/translateDocument';
import { FileError, UsageError } from './cli/usageError';
import { BulkPool } from './model/bulkPool';
import type { BulkSetup } from './model/bulkProtocol';
import { BulkThread } from './model/bulkThread';
import { serveBulk } from './model/bulkWorker';
import { EngineError } from './model/engineError';
import { folderBundles } from './model/folderBundles';
import { LocalEngine } from './model/localEngine';
import { createNodeRuntime, runtimePlaces } from './runtime/nodeRuntime';

/** The package's folder, above both `dist` (built) and `src`. */
const root = join(__dirname, '..');

async function run(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(args);
  switch (parsed.command) {
    case 'help':
      await write(parsed.about === 'evaluate' ? evaluateHelp : help);
      return 0;
    case 'version':
      await write(`${version}\n`);
      return 0;
    case 'translate': {
      const engine = createEngine(parsed);
      try {
        if (parsed.document) {
          const { stdin, stderr } = process;
          const error = (text: string): void => void stderr.write(text);
          return await translateDocument(parsed, engine, { bytes: stdin, write, error });
        }
        // A picture is for looking at, and looked at line by line.
        const oneByOne = parsed.batch === 1 || parsed.format === 'heatmap';
        return await (oneByOne ? translateLines : translateBatches)(parsed, engine, streams());
      } finally {
        await engine.dispose();
      }
    }
    case 'align': {
      const engine = createEngine(parsed);
      try {
        return await alignLines(parsed, engine, streams());
      } finally {
        await engine.dispose();
      }
    }
    case 'evaluate': {
      const engine = createEngine(parsed);
      try {
        return await evaluate(parsed, engine, evaluateStreams(), stopOnInterrupt);
      } finally {
        await engine.dispose();
      }
    }
  }
}

function createEngine({ models, runtime, threads }: CommonArguments): BulkPool {
  const folder = models ?? join(root, 'models');
  const dist = join(root, 'dist');
  const local = new LocalEngine({
    bundles: () =>
      folderBundles(folder).catch((error: unknown) => {
        throw new UsageError(`The folder of models ${folder} cannot be read.`, { cause: error });
      }),
    runtime: () => createNodeRuntime(runtime, runtimePlaces(dist)),
  });
  const setup: BulkSetup = { purpose: 'bulk', models: folder, runtime, dist };
  // This very file, which does something else in a thread: see the end.
  const start = () => new BulkThread(new Worker(__filename, { workerData: setup }));
  const pool = new BulkPool({ local, threads, start });
  pools.add(pool);
  return pool;
}

function streams(): Streams {
  const { stdout, stdin, stderr, env } = process;
  return {
    lines: lines(stdin),
    write,
    error: (text) => void stderr.write(text),
    style: {
      color: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
      columns: stdout.isTTY ? stdout.columns : 120,
    },
  };
}

function evaluateStreams(): EvaluateStreams {
  const { stderr, env } = process;
  const error = (text: string): void => void stderr.write(text);
  const isShown = stderr.isTTY && env['TERM'] !== 'dumb';
  return { write, error, terminal: isShown ? { write: error, columns: () => stderr.columns || 80 } : null };
}

/** Ctrl+C leaves no half line behind; what is in JSON already stays, and a table without all its lines is none. */
function stopOnInterrupt(bar: ProgressBar): void {
  process.once('SIGINT', () => {
    bar.clear();
    process.stderr.write('attention-lens: interrupted.\n');
    leave(130);
  });
}

function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once('drain', resolve);
  });
}

/** Engines whose threads must end before the process may. */
const pools = new Set<BulkPool>();
/** Whether nobody wants to know any more what comes of the work. */
let isLeft = false;

/** Ends the process and the threads before it; what is under way fails with them, and is not reported. */
function leave(code: number): void {
  isLeft = true;
  process.stdin.destroy();
  void Promise.all([...pools].map((pool) => pool.endThreads())).finally(() => process.exit(code));
}

function main(): void {
  // Whoever reads has gone (`| head -1`): nothing is left to do, and nothing went wrong.
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    leave(error.code === 'EPIPE' ? 0 : 1);
  });
  // Every further write fails as well.
  process.stdout.on('error', () => undefined);

  run(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (isLeft) return;
      // Nothing is read any more, and a terminal that is waited for would keep the process.
      process.stdin.destroy();
      if (error instanceof UsageError) {
        // A file that is not as it must be is no matter of how the command is used.
        const usage = error instanceof FileError ? '' : `${usageLine}\n`;
        process.stderr.write(`attention-lens: ${error.message}\n${usage}`);
        process.exitCode = 2;
        return;
      }
      const message =
        error instanceof EngineError ? error.message : String(error instanceof Error ? error.stack : error);
      process.stderr.write(`attention-lens: ${message}\n`);
      process.exitCode = 1;
    },
  );
}

if (parentPort === null) main();
else serveBulk(parentPort, workerData);
