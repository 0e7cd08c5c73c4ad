// One VS Code server with the packaged extension, and one browser, for all e2e suites of a run.
import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/vscode-host/browser.mjs';
import { artifacts, packagePath } from '../../scripts/vscode-host/paths.mjs';
import { startServer, type Server } from '../../scripts/vscode-host/server.mjs';
import { setUpHost } from '../../scripts/vscode-host/setup.mjs';
import { hostName } from '../../scripts/vscode-host/versions.mjs';
import { openWorkbenches } from './openWorkbenches';

export interface Session {
  readonly server: Server;
  readonly browser: Browser;
}

let started: Promise<Session> | undefined;

/** Started by the first suite that asks. */
export function session(): Promise<Session> {
  started ??= start();
  return started;
}

async function start(): Promise<Session> {
  const host = await setUpHost(hostName(process.env['VSCODE_HOST'] ?? 'newest'), console.log);
  const vsix = process.env['ATTENTION_LENS_VSIX'] ?? packagePath();
  const [server, browser] = await Promise.all([
    startServer({ host, vsix, testDriver: false }),
    launchBrowser(console.log),
  ]);
  return { server, browser };
}

/** Stops what was started, if anything was. */
export async function endSession(): Promise<void> {
  if (!started) return;
  const { server, browser } = await started;
  await browser.close();
  await server.stop();
}

/** Mocha's root hooks: what a failure looked like, and the end of everything. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== 'failed' || !started) return;
    const { server } = await started;
    const folder = path.join(artifacts, 'failures', 'e2e', test.fullTitle().replace(/[^\w]+/g, '-'));
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'server.log'), server.output().slice(-20_000));
    for (const workbench of openWorkbenches) await workbench.keepEvidence(folder);
  },
  afterAll: endSession,
};
