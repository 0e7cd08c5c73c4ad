import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/vscode-host/paths.mjs';

export const themeNames = ['dark', 'light', 'hc-dark', 'hc-light'] as const;

export type ThemeName = (typeof themeNames)[number];

export interface Theme {
  /** Classes that VS Code puts on the page's body. */
  readonly bodyClass: string;
  /** The variables that it sets on the document: those that the page's style sheets use. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * As VS Code 1.139 gave them to a webview: Dark Modern, Light Modern, High Contrast and High Contrast Light.
 */
export const themes = JSON.parse(
  fs.readFileSync(path.join(root, 'test', 'webview', 'themes.json'), 'utf8'),
) as Readonly<Record<ThemeName, Theme>>;
