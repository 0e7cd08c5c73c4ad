import assert from 'node:assert/strict';
import { modelChoice } from '../support/fakeEngine';
import { economy, germanPanel, hostile, longSample, makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);

/** From here on time passes only when the test says so. */
async function stopTime(panel: PanelPage): Promise<void> {
  await panel.page.clock.install({ time: 0 });
  await panel.page.clock.pauseAt(60_000);
}

describe('states of the page', () => {
  it('invites before the first translation', async () => {
    const panel = await PanelPage.open();
    assert.match(await panel.locator('.empty').innerText(), /Select a sentence in a text editor/);
    await panel.page.getByRole('button', { name: 'Translate Selection' }).click();
    assert.deepEqual((await panel.posted()).at(-1), { type: 'translateSelection' });
    assert.equal(await panel.locator('.heatmap').isVisible(), false);
  });

  it('shows work only if it takes a moment, keeps the picture, and can be cancelled', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await stopTime(panel);
    await panel.show(makePanel(translation, { score: 'dot', busy: 'Translating with Dot…' }));
    await panel.page.clock.runFor(140);
    assert.equal(await panel.locator('.busy').isVisible(), false, 'not yet');
    await panel.page.clock.runFor(20);
    assert.equal(await panel.locator('.busy').isVisible(), true);
    assert.match(await panel.locator('.busy').innerText(), /Translating with Dot…/);
    assert.equal(await panel.locator('.row-label').count(), 10);
    await panel.page.clock.resume();
    await panel.page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual((await panel.postedOf('cancel')).length, 1);
    await panel.show(makePanel(translation));
    assert.equal(await panel.locator('.busy').isVisible(), false);
  });

  it('shows another sentence from its beginning, and leaves the same one where it is', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.page.setViewportSize({ width: 500, height: 400 });
    const scrolled = () => panel.page.evaluate(() => Math.round(scrollY));
    await panel.page.evaluate(() => {
      scrollTo(0, 150);
    });
    await panel.show(makePanel({ ...translation, score: 'dot' }, { score: 'dot' }));
    assert.ok((await scrolled()) > 100, 'what was in view still is');
    await panel.show(makePanel(makeTranslation(economy)));
    assert.equal(await scrolled(), 0);
  });

  it('shows the picture of another sentence from its beginning too, wherever the last one was scrolled to', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(40, 50))));
    const scrolled = () =>
      panel.locator('.grid').evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
    assert.deepEqual(await scrolled(), [0, 0]);
    await panel.locator('.grid').evaluate((grid) => {
      grid.scrollTo(200, 300);
    });
    await panel.show(makePanel(makeTranslation(longSample(45, 60))));
    assert.deepEqual(await scrolled(), [0, 0]);
  });

  it('never shows work that is over quickly', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await stopTime(panel);
    await panel.show(makePanel(translation, { busy: 'Translating…' }));
    await panel.page.clock.runFor(100);
    await panel.show(makePanel(translation));
    await panel.page.clock.runFor(1000);
    assert.equal(await panel.locator('.busy').isVisible(), false);
  });

  it('says what went wrong, keeps the last picture and says whose it is', async () => {
    const error = { message: 'The file model.json of fr-en-luong is missing.', remedy: 'retry' } as const;
    const panel = await PanelPage.show(makePanel(translation, { score: 'dot', error }));
    assert.match(await panel.page.getByRole('alert').innerText(), /model\.json of fr-en-luong is missing/);
    assert.match(await panel.locator('.notices').innerText(), /This picture is still that of .*Additive/);
    assert.equal(await panel.locator('.row-label').count(), 10);
    await panel.page.getByRole('button', { name: 'Retry' }).click();
    assert.equal((await panel.postedOf('retry')).length, 1);
  });

  it('offers no second try of what will fail again, and keeps its controls', async () => {
    const error = { message: 'The sentence has 2001 tokens; select a shorter one.', remedy: null };
    const panel = await PanelPage.show(makePanel(null, { used: 'fr-en', error }));
    assert.match(await panel.page.getByRole('alert').innerText(), /2001 tokens/);
    assert.equal(await panel.page.getByRole('button', { name: 'Retry' }).isVisible(), false);
    assert.equal(await panel.locator('.empty').isVisible(), false);
    for (const name of ['Direction', 'Decoder', 'Score function']) {
      assert.equal(await panel.page.getByRole('combobox', { name }).isEnabled(), true, name);
    }
    await panel.page.getByRole('combobox', { name: 'Score function' }).selectOption('dot');
    assert.deepEqual((await panel.posted()).at(-1), { type: 'changeScore', score: 'dot' });
  });

  it('says that a text is in another language, which text, and offers both directions', async () => {
    const panel = await PanelPage.show(germanPanel());
    assert.match(
      await panel.page.getByRole('alert').innerText(),
      /Wo ist der Bahnhof\?\s+This looks like German/,
    );
    assert.equal(await panel.page.getByRole('button', { name: 'Retry' }).isVisible(), false);
    assert.equal(await panel.locator('#direction option:checked').innerText(), 'Detect direction');
    assert.equal(await panel.page.getByRole('button', { name: 'Swap direction' }).isDisabled(), true);
    const choose = panel.page.getByRole('group', { name: 'Choose a direction' });
    await choose.getByRole('button', { name: 'French → English' }).press('Enter');
    await choose.getByRole('button', { name: 'English → French' }).click();
    assert.deepEqual(await panel.postedOf('changeDirection'), [
      { type: 'changeDirection', direction: 'fr-en' },
      { type: 'changeDirection', direction: 'en-fr' },
    ]);
  });

  it('says in which direction it translates, and why', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const chosen = panel.locator('#direction option:checked');
    assert.equal(await chosen.innerText(), 'French → English (detected)');
    await panel.show(makePanel(translation, { isDetected: false }));
    assert.equal(await chosen.innerText(), 'French → English (assumed)');
    await panel.show(makePanel(makeTranslation(witch, { direction: 'en-fr' })));
    assert.equal(await chosen.innerText(), 'English → French (detected)');
    await panel.show(makePanel(translation, { direction: 'fr-en', isDetected: false }));
    assert.equal(await chosen.innerText(), 'French → English (fixed)');
    assert.deepEqual(await panel.locator('#direction option').allInnerTexts(), [
      'Detect direction',
      'French → English (fixed)',
      'English → French (fixed)',
    ]);
  });

  it('turns the direction round with one button', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.page.getByRole('button', { name: 'Translate English → French instead' }).press('Space');
    assert.deepEqual((await panel.posted()).at(-1), { type: 'changeDirection', direction: 'en-fr' });
  });

  it('does not offer what is not installed', async () => {
    const models = [modelChoice('fr-en', 'luong')];
    const luong = makeTranslation(witch, { family: 'luong' });
    const panel = await PanelPage.show(makePanel(luong, { models }));
    const missing = panel.locator('#direction option[value="en-fr"]');
    assert.equal(await missing.innerText(), 'English → French (not installed)');
    assert.equal(await missing.isDisabled(), true);
    assert.equal(await panel.locator('#family option[value="bahdanau"]').isDisabled(), true);
    const swap = panel.page.getByRole('button', { name: 'Translate English → French instead' });
    assert.equal(await swap.isDisabled(), true);
    assert.equal(await panel.locator('#direction option[value="fr-en"]').isDisabled(), false);
  });

  it('draws nothing for a model without attention, and says why', async () => {
    const none = makeTranslation(witch, { score: 'none' });
    const panel = await PanelPage.show(makePanel(none, { position: 5 }));
    assert.equal(await panel.locator('canvas').isVisible(), false);
    assert.equal(await panel.locator('.legend').isVisible(), false);
    assert.equal(await panel.locator('.details').isVisible(), false);
    assert.match(
      await panel.locator('.no-weights').innerText(),
      /No weights to draw[\s\S]*one fixed summary/,
    );
    assert.equal(await panel.locator('.target').innerText(), 'The witch’s house');
    assert.equal(await panel.locator('.scores').isVisible(), false);
    assert.equal(await panel.locator('.candidates li').count(), 10);
    assert.match(await panel.locator('.explain').innerText(), /No query, no energies, no weights/);
    await panel.page.getByRole('button', { name: 'One step forward' }).click();
    assert.deepEqual((await panel.postedOf('moveTo')).length, 1);
    await panel.show(makePanel(translation));
    assert.equal(await panel.locator('canvas').isVisible(), true, 'and draws again with another');
    assert.equal(await panel.locator('.row-label').count(), 10);
  });

  it('says that location never looks at the source words', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(witch, { score: 'location' })));
    assert.match(await panel.locator('.notices').innerText(), /the source words are never looked at/);
  });

  it('says that a translation was cut, or forced, and how the tokens were chosen', async () => {
    const panel = await PanelPage.show(makePanel({ ...translation, complete: false, decoding: 'forced' }));
    const notices = await panel.locator('.notices').innerText();
    assert.match(notices, /incomplete: it was cut at the greatest length/);
    assert.match(notices, /chosen by hand/);
    await panel.show(makePanel(translation));
    assert.equal(await panel.locator('.notices').isVisible(), false);
    assert.match(await panel.locator('.reading-notes').innerText(), /Greedy decoding/);
  });

  it('shows each score function’s equation, what it does, and its paper', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    assert.equal(await panel.locator('.equation math').count(), 1);
    assert.match(
      await panel.locator('.score-info').innerText(),
      /Additive: a small network .*Bahdanau et al\. 2015/s,
    );
    for (const { scores } of makePanel(translation).models.slice(0, 1)) {
      for (const score of scores) await panel.show(makePanel(makeTranslation(witch, { score })));
    }
    assert.deepEqual(panel.complaints, [], 'the policy lets every equation be drawn');
  });

  it('treats markup in tokens as text', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(hostile)));
    assert.equal(await panel.locator('#app img, #app script').count(), 0);
    assert.deepEqual(await panel.locator('.row-label').first().innerText(), '<script>');
    assert.match(await panel.locator('.source').innerText(), /^<img src=x> مرحبا/);
    const long = panel.locator('.column-label[data-column="10"] .token');
    assert.equal(await long.getAttribute('title'), 'Donaudampfschifffahrtsgesellschaftskapitän');
    assert.deepEqual(panel.complaints, []);
  });

  for (const width of [320, 480, 760, 1400]) {
    it(`needs no more than ${width} px`, async () => {
      const panel = await PanelPage.show(makePanel(makeTranslation(hostile)), { width });
      await panel.hoverCell(0, 0);
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.equal(await panel.locator('.ring').isVisible(), true);
    });
  }
});
