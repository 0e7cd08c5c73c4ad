// npm, used as a downloader: never a package's install script, never this project's own package.json.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {string} folder
 * @param {string[]} args
 * @param {number} [attempts] the registry may be busy for a moment
 * @returns {Promise<string>} standard output
 */
export async function npm(folder, args, attempts = 3) {
  try {
    const options = { cwd: folder, maxBuffer: 64 << 20, shell: process.platform === 'win32' };
    const { stdout } = await run('npm', [...args, '--ignore-scripts', '--loglevel=error'], options);
    return stdout;
  } catch (error) {
    if (attempts > 1) return npm(folder, args, attempts - 1);
    throw error;
  }
}

/**
 * Unpacks a package (or the named parts of it) into `folder`.
 * @param {string} spec such as `name@1.2.3`
 * @param {string} folder
 * @param {string[]} [parts] paths inside the package
 */
export async function unpack(spec, folder, parts = []) {
  fs.mkdirSync(folder, { recursive: true });
  const [packed] = JSON.parse(await npm(folder, ['pack', spec, '--json']));
  const tarball = path.join(folder, packed.filename);
  const members = parts.map((part) => `package/${part}`);
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', ...members]);
  fs.rmSync(tarball);
}

/**
 * Installs the dependencies of the package.json in `folder`. Not `npm ci`: the lock file that code-server ships
 * is out of step with its package.json.
 * @param {string} folder
 */
export async function installDependencies(folder) {
  await npm(folder, ['install', '--omit=dev', '--no-audit', '--no-fund', '--no-package-lock']);
}
