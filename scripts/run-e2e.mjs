#!/usr/bin/env node
// The e2e layer: the journeys of test/e2e against the packaged extension, in a real VS Code in Chromium.
//
//   node scripts/run-e2e.mjs [--vsix FILE | --packaged] [--vscode newest|oldest] [--grep TEXT]
//
// It makes the universal package first, unless told which to take, or that it has been made. Pictures are left in
// test/.artifacts/, those of failures, with the server's log, in test/.artifacts/failures/e2e/.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { artifacts, packagePath, root } from './vscode-host/paths.mjs';
import { hostName } from './vscode-host/versions.mjs';

const { values } = parseArgs({
  options: {
    vsix: { type: 'string' },
    packaged: { type: 'boolean', default: false },
    vscode: { type: 'string', default: 'newest' },
    grep: { type: 'string' },
  },
});

/** @param {string[]} args @param {Record<string, string>} [env] */
function node(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!values.vsix && !values.packaged) node([path.join(root, 'scripts', 'package.mjs')]);
const vsix = path.resolve(values.vsix ?? packagePath());
if (!fs.existsSync(vsix)) {
  console.error(`There is no ${vsix}; \`npm run package\` makes it.`);
  process.exit(1);
}
fs.rmSync(path.join(artifacts, 'failures', 'e2e'), { recursive: true, force: true });
node(
  [
    path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    ...['--config', 'test/e2e/.mocharc.json', '--reporter', 'test/support/reporter.mjs'],
    ...(values.grep ? ['--grep', values.grep] : []),
  ],
  { VSCODE_HOST: hostName(values.vscode), ATTENTION_LENS_VSIX: vsix },
);
