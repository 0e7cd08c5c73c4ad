import assert from 'node:assert/strict';
import { makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);

describe('the button that copies the translation', () => {
  it('asks for it, by pointer and by keyboard', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const button = panel.page.getByRole('button', { name: 'Copy the translation' });
    await button.click();
    await button.focus();
    await panel.page.keyboard.press('Enter');
    await panel.page.keyboard.press('Space');
    assert.equal((await panel.postedOf('copyTranslation')).length, 3);
    assert.deepEqual(panel.complaints, []);
  });

  it('says of how many sentences, and is not there without a translation', async () => {
    const panel = await PanelPage.open();
    assert.equal(await panel.locator('.copy').isVisible(), false);
    await panel.show(makePanel(null));
    assert.equal(await panel.locator('.copy').isVisible(), false);
    await panel.show(makePanel(translation, { sentence: 1, sentenceCount: 3 }));
    await panel.page.getByRole('button', { name: 'Copy the translation of all 3 sentences' }).click();
    assert.equal((await panel.postedOf('copyTranslation')).length, 1);
  });

  it('says that it works, asks for nothing more meanwhile, and keeps the focus', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const button = panel.page.getByRole('button', { name: 'Copy the translation' });
    await button.focus();
    await panel.send({ type: 'copying', phase: 'busy' });
    assert.equal(await panel.locator('.copy').getByRole('status').innerText(), 'Copying…');
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.postedOf('copyTranslation')).length, 0);
    assert.equal(await button.evaluate((node) => node === document.activeElement), true);
    await panel.send({ type: 'copying', phase: 'stopped' });
    assert.equal(await panel.locator('.copy').getByRole('status').innerText(), '');
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.postedOf('copyTranslation')).length, 1);
  });

  it('confirms for a moment, whatever else is shown, and again the next time', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.page.clock.install({ time: 0 });
    await panel.page.clock.pauseAt(60_000);
    const status = panel.locator('.copy').getByRole('status');
    for (let time = 0; time < 2; time++) {
      await panel.send({ type: 'copying', phase: 'busy' });
      await panel.send({ type: 'copying', phase: 'done' });
      await panel.show(makePanel(translation, { position: 3 }));
      assert.equal(await status.innerText(), 'Copied');
      assert.equal(await panel.locator('.copy .icon-check').count(), 1);
      await panel.page.clock.runFor(4100);
      assert.equal(await status.innerText(), '');
      assert.equal(await panel.locator('.copy .icon-copy').count(), 1);
    }
  });

  for (const width of [260, 320, 480, 760]) {
    it(`has room in ${width} px`, async () => {
      const panel = await PanelPage.show(makePanel(translation), { width });
      await panel.send({ type: 'copying', phase: 'done' });
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      const target = await panel.locator('.target').boundingBox();
      const copy = await panel.locator('.copy').boundingBox();
      assert.ok(target !== null && copy !== null);
      assert.ok(copy.x >= target.x + target.width, 'beside the translation');
      assert.ok(target.width > 100, `the translation keeps ${target.width} px`);
    });
  }
});
