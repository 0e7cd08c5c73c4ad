// npm run bench:memory [-- --lines N] [--threads N] [--input FILE] [--json FILE]        (Linux: reads /proc)
//
// Whether memory stays flat: lines are piped through the built command, and its largest resident size so far is
// written down at a tenth, at half and at the end. With --input a file is read again and again, else lines are made
// up. Wants `npm run build` first.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { madeUpLines } from './lines.mjs';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '100000' },
    threads: { type: 'string' },
    input: { type: 'string' },
    json: { type: 'string' },
  },
});
const count = Number(values.lines);
const command = path.join(import.meta.dirname, '..', 'dist', 'cli.js');
const threads = values.threads === undefined ? [] : ['--threads', values.threads];
const args = ['translate', '--format', 'text', '--direction', 'fr-en', ...threads];

/** @returns {Generator<string>} */
function* repeated(/** @type {string} */ file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  for (let i = 0; i < count; i++) yield lines[i % lines.length] ?? '';
}

async function main() {
  const child = spawn(process.execPath, [command, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const begin = performance.now();
  let answered = 0;
  /** @type {{ lines: number, peak: number, seconds: number }[]} */
  const peaks = [];
  const marks = [count / 10, count / 2, count].map(Math.ceil);
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    answered += text.split('\n').length - 1;
    while (answered >= (marks[peaks.length] ?? Infinity)) {
      const lines = marks[peaks.length] ?? 0;
      const mark = { lines, peak: peakOf(child.pid), seconds: (performance.now() - begin) / 1000 };
      peaks.push(mark);
      console.log(`${lines} lines: ${mark.peak} MiB at most so far, ${mark.seconds.toFixed(0)} s`);
    }
  });
  const closed = once(child, 'close');
  for (const line of values.input === undefined ? madeUpLines(count) : repeated(values.input)) {
    if (!child.stdin.write(`${line}\n`)) await once(child.stdin, 'drain');
  }
  // The end comes when all is answered: after it there would be no process to look at.
  while (answered < count && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0 || answered !== count) throw new Error(`${answered} of ${count} lines, exit code ${code}`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ args, peaks }, null, 1));
}

/** The largest resident size that a process ever had, in MiB. @param {number | undefined} pid */
function peakOf(pid) {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1024);
}

await main();
