// Where things lie; everything that is downloaded or written stays in folders that git ignores.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const downloads = path.join(root, '.vscode-test');
export const artifacts = path.join(root, 'test', '.artifacts');
