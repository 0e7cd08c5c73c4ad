import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../model/support';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let built: Promise<string> | undefined;

/** A folder with the command built in it, in `dist/cli.js`: one for all suites of a process, and gone with it. */
export function builtCommand(): Promise<string> {
  return (built ??= buildCommand());
}

async function buildCommand(): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'cli-'));
  process.once('exit', () => {
    rmSync(home, { recursive: true, force: true });
  });
  await build({
    entryPoints: [path.join(root, 'src/cli.ts')],
    outfile: path.join(home, 'dist', 'cli.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  cpSync(
    path.join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
    path.join(home, 'dist/ort/ort-wasm-simd-threaded.wasm'),
  );
  // With it `auto` is native, which starts faster.
  symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'));
  return home;
}

/** Runs the command in `folder` to its end. */
export function runCommand(
  folder: string,
  args: readonly string[],
  input: string | Uint8Array,
): Promise<Outcome> {
  const child = spawn(process.execPath, [path.join(folder, 'dist/cli.js'), ...args]);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // A command that refuses its arguments does not wait for its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}
