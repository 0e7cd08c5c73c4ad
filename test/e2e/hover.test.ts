import assert from 'node:assert/strict';
import { entropy, ranks } from '../../src/attention/metrics';
import { goTo, openFile, selectText } from '../support/editor';
import { marksOfLine, type Mark } from '../support/editorMarks';
import { PanelView } from '../support/panelView';
import { assertNear, reference, tokenName, type Reference } from '../support/reference';
import { until } from '../support/until';
import { Workbench } from '../support/workbench';

const sentence = 'Les enfants jouent dans le jardin.';

describe('journey 3: hover and keyboard', () => {
  let workbench: Workbench;
  let panel: PanelView;
  let expected: Reference;
  let weights: readonly (readonly number[])[];

  before(async () => {
    workbench = await Workbench.open({
      suite: 'hover',
      files: { 'text.md': `# Au jardin\n\n${sentence}\n` },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
    expected = await reference(sentence);
    weights = expected.weights ?? [];
    await openFile(workbench.page, 'text.md');
    await selectText(workbench.page, sentence);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.shows(expected, 90_000);
  });

  after(() => workbench.close());

  /** The strip of numbers says weight, energy, rank and entropy of this cell. */
  async function tellsCell(row: number, column: number): Promise<void> {
    const name = `${tokenName(expected.sourceTokens[column]!)}←${tokenName(expected.targetTokens[row]!)}`;
    await until(
      `the details of ${name}`,
      () => panel.find('.details .pair').innerText(),
      (pair) => pair.replace(/\s*←\s*/, '←') === name,
    );
    const own = weights[row]!;
    const weight = await panel.fact('Weight');
    assertNear([weight?.value ?? Number.NaN], [own[column]!], 'weight');
    const rank = await panel.fact('Rank in row');
    assert.ok(rank);
    assert.equal(rank.value, ranks(own)[column]);
    assert.equal(rank.note, `of ${own.length}`);
    const spread = await panel.fact('Row entropy');
    assert.ok(Math.abs((spread?.value ?? Number.NaN) - entropy(own)) < 1e-5);
    assert.ok(spread?.note.includes(Math.log2(own.length).toFixed(3)), spread?.note);
    // The energy is the one that the softmax made this weight of.
    const energy = await panel.fact('Energy');
    await panel.inspects(row);
    const lines = await panel.scoreLines();
    const total = lines.reduce((sum, line) => sum + Math.exp(line.energy), 0);
    assert.ok(Math.abs(Math.exp(energy?.value ?? Number.NaN) / total - own[column]!) < 1e-5);
  }

  /** Until the text editor shades the words of the sentence by that row's weights. */
  async function shadesText(row: number): Promise<Mark[]> {
    const levels = expected.sourceTokens.flatMap((token, column) => {
      // A tenth of the weight is one step of shade; the space before a word belongs to none.
      const level = Math.ceil(weights[row]![column]! * 10) / 10;
      const text = token === '</s>' ? '' : token.replace('▁', column === 0 ? '' : ' ');
      return Array.from(text, (character) => (character === ' ' ? 0 : level));
    });
    return until(
      `the sentence to be shaded by row ${row + 1}: ${levels.join(' ')}`,
      () => marksOfLine(workbench.page, sentence),
      (marks) =>
        marks.length === levels.length &&
        marks.every(({ opacity }, at) => Math.abs(opacity - levels[at]!) < 0.01),
    );
  }

  const hasNoMarks = () =>
    until(
      'the text to have no marks',
      () => marksOfLine(workbench.page, sentence),
      (marks) => marks.length > 0 && marks.every(({ opacity, isFramed }) => opacity === 0 && !isFramed),
    );

  it('tells the exact numbers of a cell, and shades the words in the text editor', async () => {
    for (const [row, column] of [
      [1, 1],
      [3, 4],
      [0, weights[0]!.length - 1],
    ] as const) {
      await panel.hoverCell(row, column, weights.length, weights[0]!.length);
      await tellsCell(row, column);
      await shadesText(row);
    }
    await panel.hoverCell(1, 1, weights.length, weights[0]!.length);
    await tellsCell(1, 1);
    const marks = await shadesText(1);
    const framed = marks.filter(({ isFramed }) => isFramed).map(({ text }) => text);
    assert.equal(framed.join(''), tokenName(expected.sourceTokens[1]!));
    await workbench.screenshot('cell');
  });

  it('lights row and column of what is pointed at', async () => {
    await panel.hoverCell(2, 3, weights.length, weights[0]!.length);
    await panel.find('.row-label.lit[data-row="2"]').waitFor();
    await panel.find('.column-label.lit[data-column="3"]').waitFor();
    assert.equal(await panel.find('.row-label.lit').count(), 1);
    assert.equal(await panel.find('.column-label.lit').count(), 1);
    await panel.hoverRow(1);
    await shadesText(1);
    await panel.find('.row-label.lit[data-row="1"]').waitFor();
    assert.equal(await panel.find('.column-label.lit').count(), 0);
    await workbench.screenshot('row');
    await panel.hoverColumn(1);
    await panel.find('.column-label.lit[data-column="1"]').waitFor();
    const received = await panel.fact('Column received');
    const total = weights.reduce((sum, row) => sum + row[1]!, 0);
    assert.ok(Math.abs((received?.value ?? Number.NaN) - total) < 1e-4);
    await until(
      'the word to be framed in the text',
      () => marksOfLine(workbench.page, sentence),
      (marks) => {
        const framed = marks.filter(({ isFramed }) => isFramed).map(({ text }) => text);
        return (
          framed.join('') === tokenName(expected.sourceTokens[1]!) && marks.every(({ opacity }) => !opacity)
        );
      },
    );
    await workbench.screenshot('column');
  });

  it('takes the marks away with the pointer', async () => {
    await panel.hoverRow(1);
    await shadesText(1);
    await workbench.page.mouse.move(2, 400);
    await hasNoMarks();
  });

  it('does the same for the keyboard: arrows move cell by cell, Escape lets go', async () => {
    const { page } = workbench;
    await panel.hoverCell(0, 0, weights.length, weights[0]!.length);
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(2, 400);
    await tellsCell(0, 0);
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await tellsCell(2, 2);
    await shadesText(2);
    const active = await panel.find('[role=grid]').getAttribute('aria-activedescendant');
    assert.match(
      await panel.find(`[id="${active}"]`).innerText(),
      new RegExp(`^${tokenName(expected.sourceTokens[2]!)} [0-9]`),
    );
    await page.keyboard.press('End');
    await tellsCell(2, weights[2]!.length - 1);
    await workbench.screenshot('keyboard');
    await page.keyboard.press('Escape');
    await hasNoMarks();
    assert.equal(await panel.find('.lit').count(), 0);
  });

  it('lights the column of the source word under the cursor in the text editor', async () => {
    let offset = 1;
    for (const [column, token] of expected.sourceTokens.slice(0, 3).entries()) {
      const at = sentence.indexOf(token.replace('▁', ''), offset - 1) + 1;
      await goTo(workbench.page, 3, at + 1);
      await panel.find(`.column-label.lit[data-column="${column}"]`).waitFor();
      assert.equal(await panel.find('.column-label.lit').count(), 1);
      offset = at;
    }
    await workbench.screenshot('cursor');
    await goTo(workbench.page, 1, 3);
    await panel.find('.column-label.lit').waitFor({ state: 'detached' });
  });
});
