// node supervise.mjs <scratch folder> <command> [arguments...]
//
// Runs the command in a process group of its own until standard input ends; then ends the whole group and deletes
// the scratch folder. Input ends when whoever holds the other side of the pipe closes it or dies, however it dies:
// no server outlives its test run.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [scratch = '', command = '', ...rest] = process.argv.slice(2);
const child = spawn(command, rest, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
const gone = new Promise((resolve) => child.once('exit', resolve));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
process.stdin
  .on('end', () => void stop())
  .on('error', () => void stop())
  .resume();
child.once('exit', () => void stop());
child.once('error', () => void stop());

let stopping = false;

async function stop() {
  if (stopping) return;
  stopping = true;
  signalGroup('SIGTERM');
  await Promise.race([gone, sleep(3000)]);
  signalGroup('SIGKILL');
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  process.exit(child.exitCode ?? 0);
}

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty already.
  }
}
