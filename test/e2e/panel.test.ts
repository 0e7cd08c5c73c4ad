import assert from 'node:assert/strict';
import { closeTab, focusEditor, openFile, selectText } from '../support/editor';
import { PanelView } from '../support/panelView';
import { reference } from '../support/reference';
import { until } from '../support/until';
import { Workbench } from '../support/workbench';

const open = 'Attention Lens: Open Alignment Panel';
const cat = 'Le chat noir dort sur la table.';
const wine = 'Elle boit du vin rouge.';

describe('journey 2: the alignment panel', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'panel',
      files: { 'text.md': `${cat}\n\n${wine}\n` },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
  });

  after(() => workbench.close());

  const tabs = () => workbench.page.locator('.tab', { hasText: 'Alignment' });

  it('opens empty, and says how to begin', async () => {
    await openFile(workbench.page, 'text.md');
    await workbench.runCommand(open);
    const reading = await panel.reads('the empty state', ({ isEmpty }) => isEmpty, 60_000);
    assert.deepEqual(reading.rows, []);
    await panel
      .find('.empty')
      .getByText(/Select a sentence in a text editor/)
      .waitFor();
    await workbench.screenshot('empty');
  });

  it('translates from the button of the empty state, beside the editor', async () => {
    await selectText(workbench.page, cat);
    await panel.button('Translate Selection').click();
    await panel.shows(await reference(cat), 90_000);
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2);
    const text = await workbench.page.locator('.editor-instance .view-lines').first().boundingBox();
    const picture = await panel.find('#app').boundingBox();
    assert.ok(text !== null && picture !== null && picture.x >= text.x + text.width - 1);
    await workbench.screenshot('heatmap');
  });

  it('names direction, family and score function, with the equation of the score function', async () => {
    const { frame } = panel;
    assert.equal(await panel.find('#direction option:checked').innerText(), 'French → English (detected)');
    assert.equal(await panel.find('#family option:checked').innerText(), 'Luong');
    assert.equal(await panel.find('#score option:checked').innerText(), 'Additive');
    const equation = await panel.find('.score-info .equation math').textContent();
    assert.match(equation ?? '', /^eti=𝐯⊤tanh.?\(W𝐪t\+U𝐡i\)$/u);
    assert.match(await panel.find('.score-info').innerText(), /Bahdanau et al. 2015/);
    assert.equal(await frame.getByRole('grid').isVisible(), true);
  });

  it('paints every weight on one scale from 0 to 1, which the legend shows', async () => {
    const { weights } = await reference(cat);
    assert.ok(weights);
    const [rows, columns] = [weights.length, weights[0]?.length ?? 0];
    const shades = await panel.shades(rows, columns);
    const cells = weights.flatMap((row, r) => row.map((weight, c) => ({ weight, shade: shades[r]![c]! })));
    cells.sort((a, b) => a.weight - b.weight);
    for (const [i, { weight, shade }] of cells.entries()) {
      const before = cells[i - 1];
      if (before === undefined) continue;
      const step = Math.hypot(...shade.map((value, at) => value - before.shade[at]!));
      // Like weights have like shades: no jump that the weights do not make.
      assert.ok(step <= 6 + 900 * (weight - before.weight), `${before.weight} and ${weight} differ too much`);
    }
    const [weakest, strongest] = [cells[0]!, cells.at(-1)!];
    assert.ok(Math.hypot(...strongest.shade.map((value, at) => value - weakest.shade[at]!)) > 40);
    assert.equal((await panel.find('.legend').innerText()).replace(/\s+/g, ' '), 'Weight 0 1');
  });

  it('is revealed, not opened twice', async () => {
    await focusEditor(workbench.page);
    await workbench.runCommand(open);
    assert.equal(await tabs().count(), 1);
    // Behind another tab of its group it is brought to the front, with the last result.
    await tabs().click();
    await workbench.runCommand('File: New Untitled Text File');
    await until(
      'the panel to be hidden',
      () => tabs().getAttribute('aria-selected'),
      (on) => on === 'false',
    );
    await workbench.runCommand(open);
    await panel.shows(await reference(cat));
    assert.equal(await tabs().count(), 1);
    assert.equal(await workbench.webviewCount(), 1);
  });

  it('keeps its place when another sentence is translated, and its result when it was closed', async () => {
    await selectText(workbench.page, wine);
    await workbench.page.keyboard.press('Shift+Alt+T');
    await panel.shows(await reference(wine));
    assert.equal(await tabs().count(), 1);
    await closeTab(workbench.page, 'Alignment');
    await workbench.runCommand(open);
    await panel.shows(await reference(wine));
    assert.equal(await workbench.webviewCount(), 1);
  });
});
