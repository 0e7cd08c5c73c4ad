// The part of `npm run bench -- --vscode` that needs an editor: the packaged extension in a real VS Code.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../scripts/vscode-host/paths.mjs';

/** @typedef {import('./measure').Figure} Figure */

/** @returns {Promise<Figure[]>} */
export async function measureVsCode() {
  const node = (/** @type {string[]} */ ...args) =>
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] }).toString();
  node(path.join('scripts', 'package.mjs'));
  // What it prints before the last line is the progress of setting VS Code up.
  const last = node('--import', 'tsx', path.join('bench', 'vscode.ts')).trimEnd().split('\n').at(-1);
  return JSON.parse(last ?? '[]');
}
