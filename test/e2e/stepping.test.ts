import assert from 'node:assert/strict';
import { softmax } from '../../src/attention/softmax';
import { focusEditor, openFile, selectText } from '../support/editor';
import { PanelView } from '../support/panelView';
import { reference, tokenName, type Reference } from '../support/reference';
import { Workbench } from '../support/workbench';

const sentence = 'Je ne sais pas où elle habite.';

describe('journey 5: stepping through decoding', () => {
  let workbench: Workbench;
  let panel: PanelView;
  let expected: Reference;
  let count: number;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'stepping',
      files: { 'text.md': `${sentence}\n` },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
    expected = await reference(sentence);
    count = expected.targetTokens.length;
    await openFile(workbench.page, 'text.md');
    await selectText(workbench.page, sentence);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.shows(expected, 90_000);
  });

  after(() => workbench.close());

  const at = (position: number) =>
    panel.reads(`step ${position}`, ({ step }) => step === `Step ${position} of ${count}`);

  /** What the panel says of a step: the numbers of the same engine in the shell, and a softmax between them. */
  async function showsStep(row: number): Promise<void> {
    const lines = await panel.scoreLines();
    const weights = expected.weights?.[row] ?? [];
    // Nine significant digits, which the shell writes, are enough to tell any two single-precision numbers apart.
    assert.deepEqual(
      lines.map(({ weight }) => weight),
      weights.map(Math.fround),
    );
    softmax(Float32Array.from(lines, ({ energy }) => energy)).forEach((weight, i) => {
      assert.ok(Math.abs(weight - (weights[i] ?? Number.NaN)) < 1e-5, 'energies become weights by a softmax');
    });
    const candidates = await panel.candidates();
    assert.equal(candidates.length, 10);
    const probabilities = candidates.map(({ probability }) => probability);
    assert.deepEqual(
      probabilities,
      probabilities.toSorted((a, b) => b - a),
    );
    assert.ok(probabilities.reduce((a, b) => a + b) <= 1 + 1e-6);
    // Greedy decoding: what was produced is the best candidate, and the only one that is marked.
    assert.deepEqual(
      candidates.map(({ isProduced }) => isProduced),
      candidates.map((_, i) => i === 0),
    );
    assert.equal(await panel.find('.step-pane .step-number').innerText(), `Step ${row + 1}`);
  }

  it('goes to the start and forward by commands and keys', async () => {
    await workbench.runCommand('Attention Lens: Step to First');
    await at(0);
    assert.equal(await panel.find('.step-pane .tag').innerText(), 'about to be produced');
    await workbench.screenshot('start');
    await workbench.runCommand('Attention Lens: Step Forward');
    const reading = await at(1);
    assert.equal(reading.target, tokenName(expected.targetTokens[0] ?? ''));
    await showsStep(0);
    await focusEditor(workbench.page);
    await workbench.page.keyboard.press('Shift+Alt+PageDown');
    await at(2);
    await showsStep(1);
    await workbench.screenshot('second');
    await workbench.page.keyboard.press('Shift+Alt+PageUp');
    await at(1);
    await workbench.page.keyboard.press('Shift+Alt+End');
    await at(count);
    await showsStep(count - 1);
    await workbench.page.keyboard.press('Shift+Alt+Home');
    await at(0);
    await workbench.runCommand('Attention Lens: Step to End');
    await at(count);
    await workbench.runCommand('Attention Lens: Step Back');
    await at(count - 1);
  });

  it('goes by the controls of the panel, and by its keys', async () => {
    await panel.button(/To the first step/).click();
    await at(0);
    await panel.button(/One step forward/).click();
    await panel.button(/One step forward/).click();
    await at(2);
    await showsStep(1);
    await panel.button(/One step back/).click();
    await at(1);
    await panel.button(/To the end/).click();
    await at(count);
    await workbench.page.keyboard.press(',');
    await at(count - 1);
    await workbench.page.keyboard.press('<');
    await at(0);
    await workbench.page.keyboard.press('>');
    await panel.shows(expected);
  });

  it('shows a produced token’s own step while it is pointed at', async () => {
    await panel.hoverRow(2);
    await panel.reads('the third step', () => true);
    await panel.find('.step-pane .tag').filter({ hasText: 'highlighted' }).waitFor();
    await showsStep(2);
    await workbench.page.mouse.move(2, 2);
    await panel.find('.step-pane .tag').filter({ hasText: 'just produced' }).waitFor();
    await showsStep(count - 1);
  });
});
