// What must be, and what may be, inside a .vsix; anything else is a mistake in .vscodeignore or in the build.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../vscode-host/paths.mjs';
import { libraries } from './native.mjs';

/** @typedef {import('./native.mjs').Target} Target */

/** The bundles on disk: each is packaged, and whole. */
export const bundles = fs
  .readdirSync(path.join(root, 'models'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const required = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/THIRD_PARTY_NOTICES.md',
  'extension/changelog.md',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/dist/cli.js',
  'extension/dist/extension.js',
  'extension/dist/ort/ort-wasm-simd-threaded.wasm',
  'extension/dist/web/extension.js',
  'extension/dist/webview/main.js',
  'extension/dist/worker.js',
  ...bundles.flatMap((bundle) =>
    [
      'model.json',
      'weights.safetensors',
      'tokenizer.json',
      'encoder.onnx',
      'decoder.onnx',
      'readout.onnx',
    ].map((file) => `extension/models/${bundle}/${file}`),
  ),
];

const allowed = [
  /^package\.nls\.[\w-]+\.json$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^media\/[\w/-]+\.(?:css|svg|png|md)$/,
  /^samples\/[\w-]+\.\w+$/,
  /^models\/[\w-]+\/README\.md$/,
  /^dist\/webview\/[\w-]+\.(?:js|css)$/,
];

const megabyte = 1e6;
/** The universal package's limit; a platform package adds the native library, 46 MB unpacked on Linux. */
export const limits = { universal: 60 * megabyte, platform: 90 * megabyte };

/**
 * @param {string[]} names the files in the .vsix
 * @param {Target | undefined} target
 * @returns {string[]} what is wrong, in words
 */
export function problemsWith(names, target) {
  const native = target ? nativeNames(target) : { required: [], allowed: [] };
  const needed = [...required, ...native.required];
  const mayBe = [...allowed, ...native.allowed];
  const missing = needed.filter((name) => !names.includes(name));
  const unexpected = names.filter(
    (name) =>
      !needed.includes(name) && !mayBe.some((pattern) => pattern.test(name.replace(/^extension\//, ''))),
  );
  return [...missing.map((name) => `missing: ${name}`), ...unexpected.map((name) => `unexpected: ${name}`)];
}

/** @param {Target} target */
function nativeNames(target) {
  const modules = 'extension/dist/native/node_modules';
  const binaries = `${modules}/onnxruntime-node/bin/napi-v6/${target.replace('-', '/')}`;
  return {
    required: [
      `${modules}/onnxruntime-common/package.json`,
      `${modules}/onnxruntime-common/dist/cjs/index.js`,
      `${modules}/onnxruntime-common/dist/cjs/package.json`,
      `${modules}/onnxruntime-node/package.json`,
      `${modules}/onnxruntime-node/dist/index.js`,
      `${binaries}/onnxruntime_binding.node`,
      `${binaries}/${libraries[target]}`,
    ],
    allowed: [/^dist\/native\/node_modules\/onnxruntime-(?:node\/dist|common\/dist\/cjs)\/[\w-]+\.js$/],
  };
}
