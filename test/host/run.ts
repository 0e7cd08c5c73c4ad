import * as vscode from 'vscode';
import { collectResults } from '../support/results.mjs';

/** The runner on the other side of the page leaves options here, and waits for the results. */
const exchange = '.vscode';

/**
 * Runs the suites inside this extension host, and writes the results into the workspace folder: the one place that
 * a Node host and a browser's worker can both write to.
 */
export async function runSuites(mocha: Mocha, loadSuites: () => Promise<void>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error('The tests need a workspace folder.');
  mocha.timeout(60_000);
  const options = await readOptions(vscode.Uri.joinPath(folder, exchange, 'test-options.json'));
  if (options.grep !== undefined) mocha.grep(options.grep);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadSuites();
  const results = await new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve(collected);
    });
    const collected = collectResults(runner);
  });
  const file = vscode.Uri.joinPath(folder, exchange, 'test-results.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(results)));
}

async function readOptions(file: vscode.Uri): Promise<{ grep?: string }> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return JSON.parse(text) as { grep?: string };
}
