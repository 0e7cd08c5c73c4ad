// Where things lie; everything that is downloaded or written stays in folders that git ignores.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const downloads = path.join(root, '.vscode-test');
export const artifacts = path.join(root, 'test', '.artifacts');

/**
 * The package that `npm run package` makes; with a target, the one for that platform.
 * @param {string} [target]
 */
export function packagePath(target) {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, `${[name, target, version].filter(Boolean).join('-')}.vsix`);
}
