// Runs one layer in a process group of its own, so that all of it can be ended when its time is up.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../vscode-host/paths.mjs';

/**
 * @typedef {import('../../test/support/results.mjs').Results} Results
 * @typedef {import('./layers.mjs').Layer} Layer
 * @typedef {{ name: string, seconds: number, passed: number, failed: string[], skipped: string[] }} Outcome
 */

/** @type {(() => void) | undefined} */
let endCurrent;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endCurrent?.();
    process.exit(130);
  });
}

/**
 * @param {Layer} layer
 * @returns {Promise<Outcome>}
 */
export async function runLayer(layer) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'al-results-'));
  const file = path.join(folder, 'results.json');
  const start = performance.now();
  try {
    const trouble = await runProcess(layer, file);
    const seconds = (performance.now() - start) / 1000;
    return { name: layer.name, seconds, ...(layer.counts ? counted(file, trouble) : single(trouble)) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string | null} trouble */
function single(trouble) {
  return { passed: trouble ? 0 : 1, failed: trouble ? [trouble] : [], skipped: [] };
}

/** @param {string} file @param {string | null} trouble */
function counted(file, trouble) {
  /** @type {Results} */
  const results = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { passed: [], failed: [], skipped: [] };
  const passed = results.passed.length;
  const failed = results.failed.map((test) => test.title);
  // A run that broke off or ran nothing must not look like one in which nothing failed.
  if (trouble && failed.length === 0) failed.push(trouble);
  if (passed + failed.length === 0) failed.push('no test was run');
  return { passed, failed, skipped: results.skipped };
}

/**
 * @param {Layer} layer
 * @param {string} file
 * @returns {Promise<string | null>} what went wrong
 */
async function runProcess(layer, file) {
  const [first = '', ...rest] = layer.command;
  const [command, args] = first === 'npm' ? ['npm', rest] : [process.execPath, layer.command];
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, RESULTS_FILE: file },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Nothing is left of the group.
    }
  };
  endCurrent = () => end('SIGTERM');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    end('SIGTERM');
    void sleep(10_000, undefined, { ref: false }).then(() => end('SIGKILL'));
  }, layer.minutes * 60_000);
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `ended with ${String(signal ?? code)}`));
  });
  clearTimeout(timer);
  end('SIGKILL');
  endCurrent = undefined;
  return timedOut ? `not finished after ${String(layer.minutes)} minutes` : ended;
}
