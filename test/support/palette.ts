import type { Locator, Page } from 'playwright-core';

const box = (page: Page): Locator => page.locator('.quick-input-widget input[type="text"]').first();
const rows = (page: Page): Locator => page.locator('.quick-input-widget .monaco-list-row');

/**
 * Runs a command by its title. The palette does not refresh an open list, and an extension's commands appear some
 * time after the workbench: so look, close, and look again.
 */
export async function runCommand(page: Page, title: string, limit = 60_000): Promise<void> {
  const row = rows(page).filter({ has: page.locator(`[aria-label="${title}"], :text-is("${title}")`) });
  for (const end = Date.now() + limit; ;) {
    await page.keyboard.press('F1');
    try {
      // It closes again if the focus was still on its way to where the person clicked before.
      await box(page).fill(`>${title}`, { timeout: 2000 });
      await row.first().waitFor({ timeout: 2000 });
      break;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await closeQuickInput(page);
  }
  await row.first().click();
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
