#!/usr/bin/env node
// Makes a .vsix and checks what is in it.
//
//   npm run package                           attention-lens-<version>.vsix: WebAssembly, runs everywhere
//   npm run package -- --target linux-x64     the same with the native runtime of that platform beside it
//   --no-build                                packages what is in dist/
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { limits, problemsWith } from './package/contents.mjs';
import { copyNative, parseTarget, removeNative, targets } from './package/native.mjs';
import { zipEntries } from './package/zip.mjs';
import { packagePath, root } from './vscode-host/paths.mjs';

const { values } = parseArgs({
  options: { target: { type: 'string' }, 'no-build': { type: 'boolean', default: false } },
});
const target = values.target === undefined ? undefined : parseTarget(values.target);
if (target === null) {
  console.error(`No native runtime for ${String(values.target)}; there is one for ${targets.join(', ')}.`);
  process.exit(2);
}
const vsix = packagePath(values.target);

/** @param {string} script @param {string[]} args */
function node(script, ...args) {
  execFileSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
}

fs.rmSync(vsix, { force: true }); // if this fails, nobody must go on with an old one
if (!values['no-build']) node('esbuild.js', '--production');
try {
  if (target) copyNative(target);
  else removeNative();
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  node(
    'node_modules/@vscode/vsce/vsce',
    'package',
    ...flags,
    ...(target ? ['--target', target] : []),
    '-o',
    vsix,
  );
} finally {
  removeNative();
}

const zip = fs.readFileSync(vsix);
const entries = zipEntries(zip);
const limit = target ? limits.platform : limits.universal;
const problems = problemsWith(
  entries.map((entry) => entry.name),
  target,
);
if (zip.length > limit) problems.push(`too big: ${String(zip.length)} bytes, the limit is ${String(limit)}`);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${path.basename(vsix)}: ${String(entries.length)} files, ${(zip.length / 1e6).toFixed(1)} MB`);
