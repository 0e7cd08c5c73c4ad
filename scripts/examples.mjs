#!/usr/bin/env node
// Runs the commands of the README's examples again, on what dist/ and models/ have now, and writes their output below them.
//
//   npm run build && npm run examples -- --data DIR     DIR as training/README.md has it
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { files, tidy, withOutputs } from './examples/blocks.mjs';
import { root } from './vscode-host/paths.mjs';

/** What the examples read: the first lines of a file of DIR. */
const parts = [
  { name: 'tatoeba', of: 'dev/tatoeba-dev', lines: 300, ends: ['fr', 'en'] },
  { name: 'europarl', of: 'gold/europarl100', lines: 40, ends: ['fr', 'en', 'align'] },
];

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined) {
  console.error('Which data? --data DIR, as training/README.md has it.');
  process.exit(2);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'attention-lens-examples-'));
fs.symlinkSync(path.join(root, 'dist'), path.join(folder, 'dist'));
for (const { name, of, lines, ends } of parts) {
  for (const end of ends) {
    const all = fs.readFileSync(path.join(values.data, `${of}.${end}`), 'utf8').split('\n');
    fs.writeFileSync(path.join(folder, `${name}.${end}`), all.slice(0, lines).join('\n') + '\n');
  }
}
const readme = path.join(root, 'README.md');
const before = fs.readFileSync(readme, 'utf8');
for (const { name, text } of files(before)) fs.writeFileSync(path.join(folder, name), text);

const after = withOutputs(before, (command) => {
  console.log(command.trim());
  return tidy(
    execFileSync('bash', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
});
fs.writeFileSync(readme, after);
fs.rmSync(folder, { recursive: true });
console.log(
  after === before ? 'README.md is as it was.' : 'README.md has other examples now: git diff README.md',
);
