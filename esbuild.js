// Builds the extension for both hosts, the page, the shell's command and the tests that run inside VS Code.
// `--production` minifies and leaves source maps out; `--watch` rebuilds on change.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const languageCodes = /** @type {string[]} */ (require('./src/text/languageCodes.json'));

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * The language detector's tables without the languages that it never looks for, as JSON: half the size, and loaded
 * in a sixth of the time.
 *
 * @type {import('esbuild').Plugin}
 */
const languageTables = {
  name: 'language-tables',
  setup(build) {
    build.onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path: file }) => {
      /** @type {{ ngramsData: { languages: Record<string, string>, ngrams: Record<string, Record<string, number>> } }} */
      const { ngramsData } = await import(pathToFileURL(file).href);
      const kept = Object.keys(ngramsData.languages).filter((id) =>
        languageCodes.includes(ngramsData.languages[id] ?? ''),
      );
      const ngrams = Object.entries(ngramsData.ngrams).flatMap(([ngram, scores]) => {
        const entries = kept.flatMap((id) => (scores[id] === undefined ? [] : [[id, scores[id]]]));
        return entries.length === 0 ? [] : [[ngram, Object.fromEntries(entries)]];
      });
      const json = JSON.stringify({ ...ngramsData, ngrams: Object.fromEntries(ngrams) });
      return { contents: `export const ngramsData = JSON.parse(${JSON.stringify(json)});`, loader: 'js' };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
  logLevel: 'info',
  legalComments: 'none',
  plugins: [languageTables],
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // vscode exists only inside the host; the native runtime only in platform packages, loaded by path.
  external: ['vscode', 'onnxruntime-node'],
};

/** @type {import('esbuild').BuildOptions} */
const worker = { ...common, platform: 'browser', format: 'cjs', external: ['vscode'] };

/** @type {import('esbuild').BuildOptions[]} */
const targets = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
  { ...node, entryPoints: ['src/model/worker.ts'], outfile: 'dist/worker.js' },
  {
    ...node,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...worker, entryPoints: ['src/extension.web.ts'], outfile: 'dist/web/extension.js' },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    entryPoints: { main: 'webview/main.ts' },
    outdir: 'dist/webview',
  },
  {
    ...node,
    entryPoints: ['test/host/index.ts'],
    outfile: 'dist-test/host/index.js',
    // Mocha's loading of configuration and spec files, which is not used inside the host.
    logOverride: { 'require-resolve-not-external': 'silent' },
  },
  { ...worker, entryPoints: ['test/host/index.web.ts'], outfile: 'dist-test/host-web/index.js' },
];

/** The WebAssembly runtime is data to us: copied as it is. */
function copyRuntime() {
  const from = path.join(__dirname, 'node_modules', 'onnxruntime-web', 'dist');
  const to = path.join(__dirname, 'dist', 'ort');
  fs.mkdirSync(to, { recursive: true });
  for (const file of ['ort-wasm-simd-threaded.wasm']) {
    fs.copyFileSync(path.join(from, file), path.join(to, file));
  }
}

async function main() {
  copyRuntime();
  if (!watch) {
    await Promise.all(targets.map((target) => esbuild.build(target)));
    return;
  }
  for (const target of targets) await (await esbuild.context(target)).watch();
}

main().catch((/** @type {unknown} */ error) => {
  console.error(error);
  process.exitCode = 1;
});
