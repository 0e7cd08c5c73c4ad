// The native runtime of a platform package: dist/native/node_modules/onnxruntime-{node,common}.
//
// Only what running on the CPU takes. Left out are the providers that onnxruntime loads on demand (DirectML and the
// shader compiler of Windows, whose imports are delay-loaded), the second copy of the macOS library, the install
// scripts, types and source maps.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../vscode-host/paths.mjs';

/** VS Code's platform names, which are also Node's `<platform>-<arch>`, and the library of each. */
export const libraries = {
  'linux-x64': 'libonnxruntime.so.1',
  'linux-arm64': 'libonnxruntime.so.1',
  'win32-x64': 'onnxruntime.dll',
  'win32-arm64': 'onnxruntime.dll',
  'darwin-arm64': 'libonnxruntime.1.dylib',
};

/** @typedef {keyof typeof libraries} Target */

export const nativeFolder = path.join(root, 'dist', 'native');

export const targets = Object.keys(libraries);

/**
 * @param {string} text
 * @returns {Target | null} null if there is no native runtime for it
 */
export function parseTarget(text) {
  return text in libraries ? /** @type {Target} */ (text) : null;
}

export function removeNative() {
  fs.rmSync(nativeFolder, { recursive: true, force: true });
}

/** @param {Target} target */
export function copyNative(target) {
  removeNative();
  const [platform = '', arch = ''] = target.split('-');
  const runtime = path.join(root, 'node_modules', 'onnxruntime-node');
  const [napi] = fs.readdirSync(path.join(runtime, 'bin'));
  const binaries = path.join('bin', napi ?? '', platform, arch);
  copy('onnxruntime-node', [
    'package.json',
    ...scriptsIn(runtime, 'dist'),
    path.join(binaries, 'onnxruntime_binding.node'),
    path.join(binaries, libraries[target]),
  ]);
  const common = path.join(root, 'node_modules', 'onnxruntime-common');
  copy('onnxruntime-common', ['package.json', 'dist/cjs/package.json', ...scriptsIn(common, 'dist/cjs')]);
}

/** @param {string} folder @param {string} inside */
function scriptsIn(folder, inside) {
  const names = fs.readdirSync(path.join(folder, inside)).filter((name) => name.endsWith('.js'));
  return names.map((name) => path.join(inside, name));
}

/** @param {string} name @param {string[]} files */
function copy(name, files) {
  for (const file of files) {
    const to = path.join(nativeFolder, 'node_modules', name, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(path.join(root, 'node_modules', name, file), to);
  }
}
