#!/usr/bin/env node
// Builds the extension and opens it in a real VS Code with a sample document.
//
//   npm start [-- --port N] [-- --no-build]
//
// A desktop VS Code is used where there is one; else VS Code's server, on the loopback address only, until Ctrl+C.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, packagePath } from './vscode-host/paths.mjs';
import { startServer } from './vscode-host/server.mjs';
import { setUpHost } from './vscode-host/setup.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, 'no-build': { type: 'boolean', default: false } },
});
const samples = path.join(root, 'samples');
const sample = path.join(samples, 'french.md');

const build = (/** @type {string[]} */ ...args) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
if (!values['no-build']) build('esbuild.js');
if (!startDesktop()) await serve();

/** @returns {boolean} whether there was a desktop VS Code to start */
function startDesktop() {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return false;
  const shell = process.platform === 'win32';
  const args = [`--extensionDevelopmentPath=${root}`, samples, sample];
  return spawnSync('code', args, { stdio: 'inherit', shell }).status === 0;
}

async function serve() {
  const host = await setUpHost('newest', console.log);
  // A copy of the samples, so that trying things out changes no file of the project.
  const files = Object.fromEntries(
    fs.readdirSync(samples).map((name) => [name, fs.readFileSync(path.join(samples, name))]),
  );
  build(path.join('scripts', 'package.mjs'), '--no-build');
  const server = await startServer({
    host,
    vsix: packagePath(),
    port: Number(values.port),
    testDriver: false,
  });
  const folder = server.makeWorkspace('samples', files);
  const document = `vscode-remote://${server.url.host}${path.join(folder, path.basename(sample))}`;
  const address = new URL(server.url);
  address.searchParams.set('folder', folder);
  address.searchParams.set('payload', JSON.stringify([['openFile', document]]));
  console.log(`\nVS Code ${host.vscode} with Attention Lens and a French text:\n\n  ${address.href}\n`);
  console.log('Select a sentence and run "Attention Lens: Translate with Attention". Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void server.stop());
  await server.stopped;
}
