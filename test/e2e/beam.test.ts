import assert from 'node:assert/strict';
import { openFile, selectText } from '../support/editor';
import { pick, quickPickEntries } from '../support/palette';
import { PanelView } from '../support/panelView';
import { asHypothesis, assertNear, reference, tokenName, type Reference } from '../support/reference';
import { Workbench } from '../support/workbench';

const sentence = 'Mon frère a acheté une nouvelle voiture parce que l’ancienne était en panne.';

describe('journey: the hypotheses of a beam', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'beam',
      files: { 'text.md': `${sentence}\n` },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
  });

  after(() => workbench.close());

  const selected = () => panel.find('.hypothesis[aria-selected=true] .rank').innerText();

  /** Every weight that the panel draws is the one that the same engine writes in the shell. */
  async function hasWeightsOf(expected: Reference): Promise<void> {
    await panel.shows(expected, 90_000);
    for (const [row, weights] of (expected.weights ?? []).entries()) {
      await panel.hoverRow(row);
      await panel.inspects(row);
      const lines = await panel.scoreLines();
      assert.deepEqual(
        lines.map(({ source }) => source),
        expected.sourceTokens.map(tokenName),
      );
      assertNear(
        lines.map(({ weight }) => weight),
        weights,
        `weights of row ${row + 1}`,
      );
    }
  }

  it('has none while decoding is greedy', async () => {
    await openFile(workbench.page, 'text.md');
    await selectText(workbench.page, sentence);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.shows(await reference(sentence), 90_000);
    assert.equal(await panel.find('.hypotheses').isVisible(), false);
  });

  it('lists what a beam of 4 finds, with the numbers of the shell, the best one shown', async () => {
    const found = await reference(sentence, { beam: 4 });
    await panel.find('#beam').selectOption('4');
    await panel.shows(found);
    const lines = await panel.find('.hypothesis-list').evaluate((list) =>
      [...list.querySelectorAll<HTMLElement>('.hypothesis')].map((line) => ({
        text: line.querySelector<HTMLElement>('.hypothesis-text')?.title ?? '',
        numbers: [...line.querySelectorAll('data')].map(({ value }) => Number(value)),
      })),
    );
    assert.equal(lines.length, 4);
    for (const [number, { text, numbers }] of lines.entries()) {
      const expected = found.hypotheses?.[number];
      assert.equal(text, expected?.text);
      assertNear(numbers, [expected?.score ?? 0, expected?.logProbability ?? 0], `hypothesis ${number + 1}`);
    }
    assert.equal(await selected(), '1');
    await workbench.screenshot('best');
  });

  it('shows the second one, chosen by keyboard, with its own weights', async () => {
    const found = await reference(sentence, { beam: 4 });
    await panel.find('.hypothesis-list').focus();
    await workbench.page.keyboard.press('ArrowDown');
    await hasWeightsOf(asHypothesis(found, 1));
    assert.equal(await selected(), '2');
    assert.match(await panel.find('.reading-notes').innerText(), /K = 4.*number 2 of 4/s);
    await workbench.screenshot('second');
  });

  it('brings it back when the window is reloaded', async () => {
    const found = await reference(sentence, { beam: 4 });
    await workbench.reload();
    await hasWeightsOf(asHypothesis(found, 1));
    assert.equal(await selected(), '2');
    assert.equal(await panel.find('#beam').inputValue(), '4');
    await workbench.screenshot('after-reload');
  });

  it('changes by the quick pick and by the setting', async () => {
    await workbench.runCommand('Attention Lens: Change Beam Size…');
    const entries = await quickPickEntries(workbench.page);
    assert.equal(entries.length, 12);
    await workbench.screenshot('quick-pick');
    await pick(workbench.page, 'Greedy');
    await panel.shows(await reference(sentence));
    assert.equal(await panel.find('.hypotheses').isVisible(), false);
    workbench.changeSettings({ 'attentionLens.beamSize': 2 });
    await panel.shows(await reference(sentence, { beam: 2 }));
    assert.equal(await panel.find('.hypothesis').count(), 2);
  });

  it('looks right in a narrow panel and in high contrast', async () => {
    await panel.find('#beam').selectOption('8');
    await panel.shows(await reference(sentence, { beam: 8 }));
    await panel.find('.hypothesis').nth(7).waitFor();
    await workbench.setTheme('hc-black');
    await workbench.screenshot('hc-black');
    await workbench.setTheme('vs');
    await workbench.resize(800, 900);
    await panel.shows(await reference(sentence, { beam: 8 }));
    await workbench.screenshot('narrow');
    const width = await panel.find('html').evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
    assert.ok(width[0] <= width[1], 'nothing makes the page wider than the panel');
  });
});
