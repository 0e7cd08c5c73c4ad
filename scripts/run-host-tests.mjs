#!/usr/bin/env node
// The host layer: the Mocha suites of test/host inside a real extension host.
//
//   node scripts/run-host-tests.mjs [--vscode newest|oldest] [--web] [--vsix FILE] [--grep TEXT]
//
// --web   in the web worker extension host of the browser, instead of Node's
// --vsix  against that installed package, instead of this folder as an extension under development
//
// Build first (`npm run build`): the suites are bundled into dist-test/. Where a desktop VS Code can be downloaded,
// the same bundle runs through @vscode/test-electron: its `extensionTestsPath` is dist-test/host/index.js.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './vscode-host/browser.mjs';
import { makeDriver } from './vscode-host/driver.mjs';
import { runHostTests } from './vscode-host/hostTests.mjs';
import { artifacts, root } from './vscode-host/paths.mjs';
import { startServer } from './vscode-host/server.mjs';
import { setUpHost } from './vscode-host/setup.mjs';
import { hostName } from './vscode-host/versions.mjs';

const { values } = parseArgs({
  options: {
    vscode: { type: 'string', default: 'newest' },
    web: { type: 'boolean', default: false },
    vsix: { type: 'string' },
    grep: { type: 'string' },
  },
});
const { web, vsix, grep } = values;
const say = (/** @type {string} */ line) => console.log(line);

checkLists();
const host = await setUpHost(hostName(values.vscode), say);
const label = `${host.name}${web ? '-web' : ''}${vsix ? '-installed' : ''}`;
say(`VS Code ${host.vscode}, ${web ? 'web worker' : 'Node'} extension host, ${vsix ?? 'development folder'}`);

// A real setting that moves an extension into the browser's worker; it works in all versions, and for installed
// extensions as well as for those under development.
const inWorker = { 'attention-lens.attention-lens': ['web'], 'attention-lens.test-driver': ['web'] };
const settings = web ? { 'remote.extensionKind': inWorker } : {};
const browser = await launchBrowser(say);
const server = await startServer({ host, settings, ...(vsix && { vsix: path.resolve(vsix) }) });
try {
  const bundle = path.join(root, 'dist-test', web ? 'host-web' : 'host', 'index.js');
  const place = vsix ? makeDriver(server.scratch, bundle, web) : { extension: root, tests: bundle };
  const results = await runHostTests({
    ...place,
    server,
    browser,
    grep,
    files: sampleFiles(),
    limit: 10 * 60_000,
    screenshot: path.join(artifacts, 'host', `${label}.png`),
  });
  report(results);
} finally {
  await browser.close();
  await server.stop();
}

/** A suite that no list imports would be left out without anybody noticing. */
function checkLists() {
  const folder = path.join(root, 'test', 'host');
  const lists = ['index.ts', 'index.web.ts'].map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  const suites = fs.readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const forgotten = suites.filter(
    (name) => !lists.some((list) => list.includes(`'./${name.replace(/\.ts$/, '')}'`)),
  );
  if (forgotten.length > 0)
    throw new Error(`Neither index.ts nor index.web.ts imports ${forgotten.join(', ')}.`);
}

function sampleFiles() {
  const folder = path.join(root, 'samples');
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}

/** @param {import('../test/support/results.mjs').Results} results */
function report(results) {
  const file = process.env['RESULTS_FILE'];
  if (file) fs.writeFileSync(file, JSON.stringify(results));
  for (const test of results.passed) say(`  ok    ${test.title} (${String(test.milliseconds)} ms)`);
  for (const title of results.skipped) say(`  skip  ${title}`);
  for (const test of results.failed) say(`  FAIL  ${test.title}\n${test.message.replace(/^/gm, '        ')}`);
  say(`${String(results.passed.length)} passed, ${String(results.failed.length)} failed`);
  if (results.failed.length > 0 || results.passed.length === 0) process.exitCode = 1;
}
