import type { Locator, Page } from 'playwright-core';
import { runCommand, search } from './palette';
import { repeatedly } from './until';

const firstGroup = 'Control+1';
const quickInput = (page: Page): Locator => page.locator('.quick-input-widget input[type="text"]').first();
const findBox = (page: Page): Locator => page.locator('.find-widget.visible textarea').first();

/** Opens a file of the workspace in the first editor group; its text has the focus then. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first();
  await page.keyboard.press(firstGroup);
  await search(page, 'Control+P', name, row);
  await row.click();
  await activeTab(page, name).waitFor();
  await focusEditor(page);
}

/** Closes a tab of any kind. */
export async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page.locator('.tab', { hasText: name });
  await tab.click();
  await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
  await runCommand(page, 'View: Close Editor');
  await tab.waitFor({ state: 'detached' });
}

/** A new document that has never been saved, with the text. */
export async function openUntitled(page: Page, text: string): Promise<void> {
  await page.keyboard.press(firstGroup);
  await runCommand(page, 'File: New Untitled Text File');
  await activeTab(page, 'Untitled').waitFor();
  await focusEditor(page);
  await page.keyboard.insertText(text);
}

const activeTab = (page: Page, name: string): Locator =>
  page.locator('.editor-group-container.active .tab.active', { hasText: name }).first();

/** The text of the first editor group; the panel opens beside it. Keys that come sooner would be lost. */
export async function focusEditor(page: Page): Promise<void> {
  const focused = page.locator('.editor-group-container.active .monaco-editor.focused').first();
  await repeatedly(async () => {
    await page.keyboard.press(firstGroup);
    await focused.waitFor({ timeout: 2000 });
  });
}

/** One line of text, selected as the find widget leaves it. */
export async function selectText(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  await findBox(page).waitFor();
  await findBox(page).fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.find-widget .matchesCount', { hasText: /\d+ of \d+/ }).waitFor();
  await page.keyboard.press('Escape');
  await selected(page, text.length);
}

export async function selectAll(page: Page): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+A');
}

/** Puts the cursor somewhere; line and column count from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+G');
  await quickInput(page).waitFor();
  await quickInput(page).fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
  await focusEditor(page);
}

/** The status bar tells what the editor has taken in, a moment later. */
async function selected(page: Page, characters: number): Promise<void> {
  await page.locator('.statusbar-item', { hasText: `(${characters} selected)` }).waitFor();
}

/** Takes an entry of the editor's context menu, at the cursor. */
export async function contextMenu(page: Page, entry: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Shift+F10');
  const item = page.locator('.monaco-menu .action-item', { hasText: entry }).first();
  await item.hover();
  await page.locator('.monaco-menu .action-item.focused', { hasText: entry }).waitFor();
  // A menu takes no click in its first moment, lest the one that opened it takes an entry too.
  await page.keyboard.press('Enter');
}
