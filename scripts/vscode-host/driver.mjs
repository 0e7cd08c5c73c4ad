// An extension that holds nothing but tests, for running them beside an installed .vsix: VS Code needs some
// extension under development, and runs the tests in that extension's host.
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} scratch
 * @param {string} tests the bundled tests
 * @param {boolean} web
 * @returns {{ extension: string, tests: string }}
 */
export function makeDriver(scratch, tests, web) {
  const extension = path.join(scratch, 'driver');
  fs.mkdirSync(extension);
  fs.copyFileSync(tests, path.join(extension, 'index.js'));
  const manifest = {
    name: 'test-driver',
    publisher: 'attention-lens',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './index.js',
    ...(web && { browser: './index.js' }),
  };
  fs.writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  return { extension, tests: path.join(extension, 'index.js') };
}
