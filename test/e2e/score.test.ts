import assert from 'node:assert/strict';
import { scoreDescriptions } from '../../src/attention/describeScore';
import { scoreNames } from '../../src/attention/scoreName';
import { openFile, selectText } from '../support/editor';
import { closeQuickInput, pick, quickPickEntries } from '../support/palette';
import { PanelView } from '../support/panelView';
import { assertNear, reference, tokenName, type Reference } from '../support/reference';
import { Workbench } from '../support/workbench';

const sentence = 'Mon frère a acheté une nouvelle voiture.';
const [bahdanau, luong] = ['fr-en-bahdanau', 'fr-en-luong'];

describe('journey 4: score function and family', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'score',
      files: { 'text.md': `${sentence}\n` },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
    await openFile(workbench.page, 'text.md');
    await selectText(workbench.page, sentence);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.shows(await reference(sentence), 90_000);
  });

  after(() => workbench.close());

  /** Every weight that the panel has, row by row, is what the same engine computes in the shell. */
  async function hasWeightsOf(expected: Reference): Promise<void> {
    await panel.shows(expected);
    for (const [row, weights] of (expected.weights ?? []).entries()) {
      await panel.hoverRow(row);
      await panel.inspects(row);
      const lines = await panel.scoreLines();
      assert.deepEqual(
        lines.map(({ source }) => source),
        expected.sourceTokens.map(tokenName),
      );
      const shown = lines.map(({ weight }) => weight);
      assertNear(shown, weights, `weights of ${expected.model}, ${expected.score}, row ${row + 1}`);
    }
  }

  it('shows the weights that the engine computes', async () => {
    await hasWeightsOf(await reference(sentence));
  });

  it('offers all eight in a quick pick, each explained in a line', async () => {
    await workbench.runCommand('Attention Lens: Change Score Function…');
    const entries = await quickPickEntries(workbench.page);
    assert.equal(entries.length, 8);
    for (const [i, name] of scoreNames.entries()) {
      const { label, plainEquation, summary } = scoreDescriptions[name];
      for (const part of [label, plainEquation, summary]) assert.ok(entries[i]?.includes(part), part);
    }
    await workbench.screenshot('quick-pick');
    await closeQuickInput(workbench.page);
    await panel.shows(await reference(sentence));
  });

  for (const score of scoreNames.filter((name) => name !== 'none')) {
    it(`decodes again with ${score}, chosen in the panel`, async () => {
      await panel.find('#score').selectOption(score);
      await panel.shows(await reference(sentence, { score }));
      const { label } = scoreDescriptions[score];
      await workbench.statusBarItem(label).waitFor();
      assert.ok((await panel.find('.score-info .summary').innerText()).startsWith(label));
    });
  }

  it('says of location that it does not look at the source', async () => {
    await panel.find('#score').selectOption('location');
    const reading = await panel.shows(await reference(sentence, { score: 'location' }));
    assert.match(reading.notices.join(), /source words are never looked at/);
    await workbench.screenshot('location');
  });

  it('changes by the quick pick; “none” has no weights, and says so', async () => {
    await workbench.runCommand('Attention Lens: Change Score Function…');
    await pick(workbench.page, 'None (fixed context)');
    const expected = await reference(sentence, { score: 'none' });
    assert.equal(expected.weights, null);
    await panel.shows(expected);
    await panel.find('.no-weights').getByText('No weights to draw').waitFor();
    assert.equal(await panel.find('.scores').isVisible(), false);
    await workbench.screenshot('none');
  });

  it('changes by the status bar', async () => {
    await workbench.statusBarItem('None (fixed context)').click();
    await pick(workbench.page, 'General');
    await hasWeightsOf(await reference(sentence, { score: 'general' }));
    await workbench.statusBarItem('General').waitFor();
  });

  it('changes by the setting', async () => {
    workbench.changeSettings({ 'attentionLens.scoreFunction': 'dot' });
    await panel.shows(await reference(sentence, { score: 'dot' }));
  });

  it('changes the family by the quick pick and in the panel', async () => {
    await workbench.runCommand('Attention Lens: Change Decoder Family…');
    await workbench.screenshot('families');
    await pick(workbench.page, 'Bahdanau');
    await hasWeightsOf(await reference(sentence, { model: bahdanau, score: 'dot' }));
    await workbench.screenshot('bahdanau');
    await panel.find('#family').selectOption('luong');
    await panel.shows(await reference(sentence, { model: luong, score: 'dot' }));
  });
});
