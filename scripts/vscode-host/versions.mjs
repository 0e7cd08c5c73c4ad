// What the tests run against, pinned. VS Code's server comes out of the npm package `code-server`
// (only its `lib/vscode`; its own wrapper is not used), Node out of `node-<platform>-<arch>`.

/**
 * @typedef {'newest' | 'oldest'} HostName
 * @typedef {{ codeServer: string, vscode: string, node: string }} HostVersions
 */

/** @type {Record<HostName, HostVersions>} */
export const hosts = {
  newest: { codeServer: '4.139.1', vscode: '1.139.1', node: '24.21.0' },
  // The oldest that `engines.vscode` in package.json promises.
  oldest: { codeServer: '4.100.3', vscode: '1.100.3', node: '20.20.2' },
};

/** Ripgrep's binaries as an npm package: 1.100 would download its own in an install script. */
export const ripgrep = '1.18.0';

/**
 * @param {string} text
 * @returns {HostName}
 */
export function hostName(text) {
  if (text === 'newest' || text === 'oldest') return text;
  throw new Error(`--vscode takes newest or oldest, not ${text}`);
}
