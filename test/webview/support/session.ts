// One browser and one server for all page tests of a run.
import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/vscode-host/browser.mjs';
import { artifacts } from '../../../scripts/vscode-host/paths.mjs';
import { openPages } from './openPages';
import { servePage, type PageServer } from './server';
import { themes } from './themes';

interface Session {
  readonly browser: Browser;
  readonly server: PageServer;
}

let started: Promise<Session> | undefined;

/** Started by the first test that asks. */
export function session(): Promise<Session> {
  started ??= Promise.all([launchBrowser(console.log), servePage(themes)]).then(([browser, server]) => ({
    browser,
    server,
  }));
  return started;
}

/** Mocha's root hooks: a picture of each failure, and the end of everything. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state === 'failed') {
      const folder = path.join(artifacts, 'failures');
      fs.mkdirSync(folder, { recursive: true });
      for (const page of openPages) {
        const file = path.join(folder, `${test.fullTitle().replace(/[^\w]+/g, '-')}.png`);
        await page.screenshot({ path: file }).catch(() => undefined);
      }
    }
    for (const page of openPages) await page.context().close();
    openPages.clear();
  },
  async afterAll(): Promise<void> {
    if (started === undefined) return;
    const { browser, server } = await started;
    await browser.close();
    await server.stop();
  },
};
