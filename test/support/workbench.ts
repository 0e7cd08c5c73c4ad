import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { artifacts } from '../../scripts/vscode-host/paths.mjs';
import { openWorkbenches } from './openWorkbenches';
import { runCommand } from './palette';
import { session } from './session';

export interface WorkbenchOptions {
  /** Names the workspace folder and the folder of the screenshots. */
  readonly suite: string;
  readonly files: Record<string, string | Uint8Array>;
  readonly settings?: Record<string, unknown>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** The four kinds of theme, as the workbench names them in its class, with one of VS Code's own themes of each. */
const themes = {
  vs: 'Default Light Modern',
  'vs-dark': 'Default Dark Modern',
  'hc-light': 'Default High Contrast Light',
  'hc-black': 'Default High Contrast',
};

/** A window of VS Code with a fresh workspace folder, in a browser profile of its own. */
export class Workbench {
  private readonly workspaceSettings: Record<string, unknown> = {};

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    /** The workspace folder, on disk. */
    readonly folder: string,
    private readonly options: WorkbenchOptions,
    /** What the page logged as an error, for finding out what went wrong. */
    private readonly errors: string[],
  ) {}

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const running = await session();
    running.server.setSettings(options.settings ?? {});
    const folder = running.server.makeWorkspace(options.suite, options.files);
    const context = await running.browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    // The tests' compiler gives functions their names by a helper, which functions that run in the page lack.
    await context.addInitScript('globalThis.__name = (named) => named');
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const address = new URL(running.server.url);
    address.searchParams.set('folder', folder);
    const workbench = new Workbench(context, page, folder, options, errors);
    openWorkbenches.add(workbench);
    await page.goto(address.href);
    await workbench.ready();
    return workbench;
  }

  async close(): Promise<void> {
    openWorkbenches.delete(this);
    await this.context.close();
  }

  /** The extension host is connected and the explorer lists the workspace. */
  private async ready(): Promise<void> {
    await this.page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 60_000 });
  }

  runCommand(title: string): Promise<void> {
    return runCommand(this.page, title);
  }

  /** The inside of the alignment panel. */
  panel(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=attention-lens"]')
      .frameLocator('iframe#active-frame');
  }

  /** How many webviews are open, hidden ones included. */
  webviewCount(): Promise<number> {
    return this.page.locator('iframe.webview').count();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast .notification-list-item', { hasText: text });
  }

  notifications(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.notification('').first().waitFor({ state: 'hidden' });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** As a person does it: the workbench saves its state, ends the extension host, and starts again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /**
   * Settings of the workspace, in effect at once in the open window. (Those that it was opened with are the user's;
   * a server does not watch that file.)
   */
  changeSettings(settings: Record<string, unknown>): void {
    Object.assign(this.workspaceSettings, settings);
    const file = path.join(this.folder, '.vscode', 'settings.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(this.workspaceSettings));
  }

  async setTheme(kind: keyof typeof themes): Promise<void> {
    this.changeSettings({ 'workbench.colorTheme': themes[kind] });
    await this.page.locator(`.monaco-workbench.${kind}`).first().waitFor();
  }

  resize(width: number, height: number): Promise<void> {
    return this.page.setViewportSize({ width, height });
  }

  /** Keeps a picture as `test/.artifacts/<suite>/<name>.png`. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(artifacts, this.options.suite, `${name}.png`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** What went wrong in an extension without anybody having been told. */
  failuresOfExtensions(): string[] {
    return this.errors.filter((error) => /rejected promise not handled|attention-lens/.test(error));
  }

  async keepEvidence(folder: string): Promise<void> {
    const picture = path.join(folder, `${this.options.suite}.png`);
    await this.page.screenshot({ path: picture }).catch(() => undefined);
    fs.writeFileSync(path.join(folder, `${this.options.suite}-page-errors.log`), this.errors.join('\n'));
  }
}
