import assert from 'node:assert/strict';
import { modelChoice } from '../support/fakeEngine';
import { makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);
const panelState = makePanel(translation);

describe('messages between page and host', () => {
  it('says ready first, with nothing to remember', async () => {
    const panel = await PanelPage.open();
    assert.deepEqual(await panel.posted(), [{ type: 'ready', memory: null }]);
  });

  it('gives back what it remembered, and remembers what is shown', async () => {
    const panel = await PanelPage.open({ kept: panelState.memory });
    assert.deepEqual(await panel.posted(), [{ type: 'ready', memory: panelState.memory }]);
    const later = makePanel(translation, { position: 4 });
    await panel.show(later);
    assert.deepEqual(await panel.kept(), later.memory);
  });

  it('does not pass on a memory that it cannot understand', async () => {
    for (const kept of [{ version: 99 }, 'text', 7, { ...panelState.memory, sentence: -1 }]) {
      const panel = await PanelPage.open({ kept });
      assert.deepEqual(await panel.posted(), [{ type: 'ready', memory: null }]);
    }
  });

  it('asks for another score function, direction, family and sentence', async () => {
    const panel = await PanelPage.show(makePanel(translation, { sentence: 1, sentenceCount: 3 }));
    await panel.page.getByRole('combobox', { name: 'Score function' }).selectOption('scaled-dot');
    await panel.page.getByRole('combobox', { name: 'Direction' }).selectOption('en-fr');
    await panel.page.getByRole('combobox', { name: 'Decoder' }).selectOption('luong');
    await panel.page.getByRole('button', { name: 'Next sentence' }).click();
    await panel.page.getByRole('button', { name: 'Previous sentence' }).click();
    assert.deepEqual((await panel.posted()).slice(1), [
      { type: 'changeScore', score: 'scaled-dot' },
      { type: 'changeDirection', direction: 'en-fr' },
      { type: 'changeFamily', family: 'luong' },
      { type: 'showSentence', sentence: 2 },
      { type: 'showSentence', sentence: 0 },
    ]);
  });

  it('offers only the score functions that the model was trained with', async () => {
    const models = [{ ...modelChoice('fr-en', 'bahdanau'), scores: ['additive' as const, 'dot' as const] }];
    const panel = await PanelPage.show(makePanel(translation, { models }));
    const options = panel.page.getByRole('combobox', { name: 'Score function' }).locator('option');
    assert.deepEqual(await options.allInnerTexts(), ['Additive', 'Dot']);
  });

  it('ignores what is not a message, and keeps its picture', async () => {
    const panel = await PanelPage.show(panelState);
    const before = await panel.posted();
    for (const message of [
      null,
      'show',
      {},
      { type: 'unknown' },
      { type: 'show' },
      { type: 'show', state: { ...panelState, position: -1 } },
      { type: 'show', state: { ...panelState, position: 99 } },
      { type: 'show', state: { ...panelState, translation: { ...translation, sourceTokens: [] } } },
      { type: 'show', state: { ...panelState, score: 'cosine' } },
      { type: 'point', column: 1.5 },
    ]) {
      await panel.send(message as Record<string, unknown>);
    }
    assert.deepEqual(await panel.posted(), before);
    assert.equal(await panel.locator('.row-label').count(), 10);
    assert.deepEqual(panel.complaints, []);
  });

  it('reports a state that contradicts itself instead of drawing it', async () => {
    const panel = await PanelPage.show(panelState);
    const steps = translation.steps.map((step) => ({ ...step, weights: null }));
    await panel.show(makePanel({ ...translation, steps }));
    const [failure] = await panel.postedOf('failed');
    assert.match(failure?.message ?? '', /additive needs weights and energies/);
    assert.equal(await panel.locator('.column-label').count(), 11);
  });

  it('reports its own errors and rejections', async () => {
    const panel = await PanelPage.open();
    await panel.page.evaluate(() => {
      setTimeout(() => {
        throw new Error('thrown for the test');
      });
      void Promise.reject(new Error('rejected for the test'));
    });
    await panel.page.waitForFunction(
      () => (globalThis as unknown as { fake: { posted: unknown[] } }).fake.posted.length === 3,
    );
    const failures = (await panel.postedOf('failed')).map(({ message }) => message).sort();
    assert.match(failures[0] ?? '', /rejected for the test/);
    assert.match(failures[1] ?? '', /thrown for the test/);
  });

  it('survives twenty states at once and shows the last', async () => {
    const panel = await PanelPage.open();
    await panel.page.evaluate(
      (states) => {
        for (const state of states)
          dispatchEvent(new MessageEvent('message', { data: { type: 'show', state } }));
      },
      Array.from({ length: 20 }, (_, i) => makePanel(translation, { position: i % 11 })),
    );
    assert.equal(await panel.locator('.position').innerText(), 'Step 8 of 10');
    assert.equal(await panel.locator('.row-label').count(), 8);
    assert.deepEqual(panel.complaints, []);
  });
});
