import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { artifacts } from '../../../scripts/vscode-host/paths.mjs';
import type { HostMessage, PageMessage } from '../../../src/protocol/messages';
import type { PanelState } from '../../../src/protocol/panelState';
import { openPages } from './openPages';
import { session } from './session';
import { themes, type ThemeName } from './themes';

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly pixelRatio?: number;
  /** What the editor kept for the page from before it was reloaded. */
  readonly kept?: unknown;
  readonly forcedColors?: boolean;
}

type Fake = typeof globalThis & { fake: { posted: unknown[]; kept: unknown } };

/** The built page alone in a browser, with a stand-in for the editor's side. */
export class PanelPage {
  private constructor(
    readonly page: Page,
    /** Errors, and whatever the policy refused. */
    readonly complaints: string[],
  ) {}

  static async open(options: PanelOptions = {}): Promise<PanelPage> {
    const { theme = 'dark', width = 760, height = 820, pixelRatio = 1 } = options;
    const { browser, server } = await session();
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: pixelRatio,
      reducedMotion: 'reduce',
      forcedColors: options.forcedColors === true ? 'active' : 'none',
    });
    const page = await context.newPage();
    openPages.add(page);
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.addInitScript(fakeHost, options.kept ?? null);
    await page.goto(server.address(theme));
    return new PanelPage(page, complaints);
  }

  /** The page with a picture on it. */
  static async show(state: PanelState, options: PanelOptions = {}): Promise<PanelPage> {
    const panel = await PanelPage.open(options);
    await panel.send({ type: 'show', state });
    return panel;
  }

  /** Posts a message as the host does; anything at all, for messages that are not valid. */
  async send(message: HostMessage | Record<string, unknown>): Promise<void> {
    await this.page.evaluate((data) => {
      dispatchEvent(new MessageEvent('message', { data }));
    }, message as unknown);
  }

  show(state: PanelState): Promise<void> {
    return this.send({ type: 'show', state });
  }

  /** Everything that the page posted, in order, after two frames in which it may still do so. */
  async posted(): Promise<PageMessage[]> {
    await this.settle();
    return (await this.page.evaluate(() => (globalThis as Fake).fake.posted)) as PageMessage[];
  }

  async postedOf<T extends PageMessage['type']>(type: T): Promise<Extract<PageMessage, { type: T }>[]> {
    const all = await this.posted();
    return all.filter((message): message is Extract<PageMessage, { type: T }> => message.type === type);
  }

  /** What the page asked the editor to keep. */
  kept(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as Fake).fake.kept);
  }

  settle(): Promise<void> {
    return this.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              resolve();
            }),
          );
        }),
    );
  }

  locator(selector: string, options?: Parameters<Page['locator']>[1]): Locator {
    return this.page.locator(selector, options);
  }

  /** Where the middle of a cell is in the window. */
  async cellCenter(row: number, column: number): Promise<{ x: number; y: number }> {
    const rowBox = await this.locator(`.row-label[data-row="${row}"]`).boundingBox();
    const columnBox = await this.locator(`.column-label[data-column="${column}"]`).boundingBox();
    assert.ok(rowBox && columnBox, 'The cell has no labels.');
    return { x: columnBox.x + columnBox.width / 2, y: rowBox.y + rowBox.height / 2 };
  }

  async hoverCell(row: number, column: number): Promise<void> {
    const { x, y } = await this.cellCenter(row, column);
    await this.page.mouse.move(x, y);
  }

  /** The painted colour a quarter into a cell, where no number is written. */
  cellColor(row: number, column: number): Promise<number[]> {
    return this.page.evaluate(
      ([atRow, atColumn]) => {
        const canvas = document.querySelector('canvas');
        const context = canvas?.getContext('2d');
        const rowLabel = document.querySelector(`.row-label[data-row="0"]`);
        const columnLabel = document.querySelector<HTMLElement>(`.column-label[data-column="0"]`);
        if (!canvas || !context || !rowLabel || !columnLabel) throw new Error('There is no heatmap.');
        const scale = canvas.width / canvas.clientWidth;
        const x = (atColumn! + 0.2) * columnLabel.clientWidth * scale;
        const y = (atRow! + 0.2) * rowLabel.clientHeight * scale;
        return Array.from(context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data);
      },
      [row, column],
    );
  }

  /** Gives the document another theme, as the editor does. */
  async setTheme(theme: ThemeName): Promise<void> {
    await this.page.evaluate(({ bodyClass, variables }) => {
      const { style } = document.documentElement;
      for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
      document.body.className = bodyClass;
    }, themes[theme]);
    await this.settle();
  }

  async screenshot(name: string): Promise<void> {
    const file = path.join(artifacts, 'webview', `${name}.png`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await this.settle();
    await this.page.screenshot({ path: file });
  }
}

/** Runs in the page before its own script. Methods, because tsx wraps arrow functions in a helper of its own. */
function fakeHost(kept: unknown): void {
  const fake = { posted: [] as unknown[], kept };
  Object.assign(globalThis, {
    fake,
    acquireVsCodeApi() {
      return {
        postMessage(message: unknown) {
          fake.posted.push(structuredClone(message));
        },
        getState() {
          return fake.kept;
        },
        setState(state: unknown) {
          fake.kept = structuredClone(state);
        },
      };
    },
  });
}
