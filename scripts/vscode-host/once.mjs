// A folder that is made once, also when several processes want it at the same time or one dies half way.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { downloads } from './paths.mjs';

/**
 * Returns `.vscode-test/<name>`, made by `fill` if it is not there. `fill` works in a folder of its own, which
 * gets the final name only when it is complete: what has that name is never half-finished.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function madeOnce(name, fill) {
  const final = path.join(downloads, name);
  if (fs.existsSync(final)) return final;
  return oneAtATime(name, async () => {
    if (fs.existsSync(final)) return final;
    for (const left of fs.readdirSync(downloads).filter((entry) => entry.startsWith(`${name}.part-`))) {
      fs.rmSync(path.join(downloads, left), { recursive: true, force: true });
    }
    const part = path.join(downloads, `${name}.part-${process.pid}`);
    fs.mkdirSync(part);
    await fill(part);
    fs.renameSync(part, final);
    return final;
  });
}

/**
 * Runs `work` while no other process runs work of the same name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, work) {
  fs.mkdirSync(downloads, { recursive: true });
  const unlock = await lock(path.join(downloads, `${name}.lock`));
  try {
    return await work();
  } finally {
    unlock();
  }
}

/**
 * A lock file that holds its owner's process id, so that a dead owner's lock is seen and taken over.
 * @param {string} file
 * @returns {Promise<() => void>}
 */
async function lock(file) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      const unlock = () => fs.rmSync(file, { force: true });
      process.once('exit', unlock);
      return () => {
        process.off('exit', unlock);
        unlock();
      };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    if (!isAlive(ownerOf(file))) fs.rmSync(file, { force: true });
    else await sleep(250);
  }
}

/** @param {string} file */
function ownerOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid 0 (a lock just being written or removed) counts as alive: look again */
function isAlive(pid) {
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
