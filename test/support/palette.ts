import type { Locator, Page } from 'playwright-core';
import { repeatedly } from './until';

const box = (page: Page): Locator => page.locator('.quick-input-widget input[type="text"]').first();
const rows = (page: Page): Locator => page.locator('.quick-input-widget .monaco-list-row');

/** Runs a command by its title. An extension's commands appear some time after the workbench. */
export async function runCommand(page: Page, title: string, limit?: number): Promise<void> {
  const row = rows(page).filter({ has: page.locator(`[aria-label="${title}"], :text-is("${title}")`) });
  await search(page, 'F1', `>${title}`, row.first(), limit);
  await row.first().click();
}

/**
 * Opens the box with its key and types until the row is there. The list does not refresh while it is open, and the
 * box closes again if the focus was still on its way to where the person clicked before: so look, close, and look
 * again.
 */
export async function search(
  page: Page,
  key: string,
  text: string,
  row: Locator,
  limit?: number,
): Promise<void> {
  const look = async (): Promise<void> => {
    await page.keyboard.press(key);
    await box(page).fill(text, { timeout: 2000 });
    await row.waitFor({ timeout: 2000 });
  };
  await repeatedly(look, () => closeQuickInput(page), limit);
}

/** The entries of the open quick pick, as a person reads them. */
export async function quickPickEntries(page: Page): Promise<string[]> {
  await rows(page).first().waitFor();
  return rows(page).allInnerTexts();
}

/** Takes the first entry of the open quick pick that has the text. */
export async function pick(page: Page, text: string): Promise<void> {
  await rows(page).filter({ hasText: text }).first().click();
}

export async function closeQuickInput(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await box(page).waitFor({ state: 'hidden' });
}
