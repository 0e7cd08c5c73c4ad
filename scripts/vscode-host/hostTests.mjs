// Runs bundled Mocha tests inside a real extension host, through the workbench page of a VS Code server.
//
// The page is told by its address (`payload`) which extension is under development and which file holds the tests;
// it reports the end by calling `codeAutomationExit`, which the browser's driver has put on the page. Where the
// tests run follows from the extension that they lie in: VS Code runs them in that extension's host.
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {import('../../test/support/results.mjs').Results} Results
 * @typedef {object} HostTests
 * @property {import('./server.mjs').Server} server started with `testDriver`
 * @property {import('playwright-core').Browser} browser
 * @property {string} extension folder of the extension under development
 * @property {string} tests the bundled tests, a file inside that folder
 * @property {Record<string, string | Uint8Array>} files of the workspace folder
 * @property {string | undefined} grep
 * @property {number} limit milliseconds
 * @property {string} screenshot where to keep a picture if the tests do not end
 */

/**
 * @param {HostTests} options
 * @returns {Promise<Results>}
 */
export async function runHostTests(options) {
  const { server, browser, limit, screenshot } = options;
  const exchange = { '.vscode/test-options.json': JSON.stringify({ grep: options.grep }) };
  const workspace = server.makeWorkspace('host-tests', { ...options.files, ...exchange });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const log = [];
    page.on('pageerror', (error) => log.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') log.push(message.text());
    });
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The tests did not end in time.')), limit);
      // Both names must be on the page before it loads.
      const exposed = [
        page.exposeFunction('codeAutomationExit', () => {
          clearTimeout(timer);
          resolve(undefined);
        }),
        page.exposeFunction('codeAutomationLog', () => undefined),
      ];
      Promise.all(exposed)
        .then(() => page.goto(testPage(options, workspace)))
        .catch(reject);
    });
    try {
      await ended;
      return readResults(workspace);
    } catch (error) {
      fs.mkdirSync(path.dirname(screenshot), { recursive: true });
      await page.screenshot({ path: screenshot }).catch(() => undefined);
      const tail = [...log.slice(-20), server.output().slice(-2000)].join('\n');
      throw new Error(`The tests did not come to an end: ${String(error)}\n${tail}`, { cause: error });
    }
  } finally {
    await context.close();
  }
}

/** @param {HostTests} options @param {string} workspace */
function testPage({ server, extension, tests }, workspace) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${server.url.host}${file}`;
  const address = new URL(server.url);
  address.searchParams.set('folder', workspace);
  address.searchParams.set(
    'payload',
    JSON.stringify([
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
    ]),
  );
  return address.href;
}

/** @param {string} workspace @returns {Results} */
function readResults(workspace) {
  const file = path.join(workspace, '.vscode', 'test-results.json');
  if (!fs.existsSync(file))
    throw new Error('The test runner ended without results: it failed before the tests.');
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
