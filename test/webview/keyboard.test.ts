import assert from 'node:assert/strict';
import { longSample, makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);
const announced = (panel: PanelPage) => panel.locator('.heatmap [aria-live]').textContent();

describe('the picture by keyboard and screen reader', () => {
  it('is an ARIA grid with all rows and columns counted', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const grid = panel.page.getByRole('grid', { name: /Weights of source tokens/ });
    assert.equal(await grid.getAttribute('aria-rowcount'), '11');
    assert.equal(await grid.getAttribute('aria-colcount'), '12');
    assert.equal(await grid.getByRole('columnheader').count(), 11);
    assert.deepEqual(await grid.getByRole('rowheader', { name: 'house' }).allInnerTexts(), ['house']);
    assert.equal(await grid.getByRole('rowheader', { name: 'end of sentence' }).count(), 1);
    assert.equal(await grid.getByRole('row').count(), 11);
  });

  it('reads out each cell that the arrow keys reach', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.locator('.grid').focus();
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('ArrowRight');
    for (let i = 0; i < 4; i++) await panel.page.keyboard.press('ArrowDown');
    assert.match(
      (await announced(panel)) ?? '',
      /^\S+ ← house: weight [\d.×⁻⁰-⁹]+, energy −?[\d.]+, rank \d+ of 11$/,
    );
    const active = await panel.locator('.grid').getAttribute('aria-activedescendant');
    assert.ok(active);
    const cell = panel.locator(`#${active}`);
    assert.equal(await cell.getAttribute('role'), 'gridcell');
    const box = (await cell.boundingBox())!;
    const column = Number(await cell.getAttribute('aria-colindex')) - 2;
    const center = await panel.cellCenter(4, column);
    assert.ok(Math.abs(box.x + box.width / 2 - center.x) < 2, 'a reader’s frame is around the painted cell');
    assert.ok(Math.abs(box.y + box.height / 2 - center.y) < 2);
  });

  it('reaches the tokens themselves, the ends, and far away', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.locator('.grid').focus();
    const press = async (key: string) => {
      await panel.page.keyboard.press(key);
      return panel.locator('.grid').getAttribute('aria-activedescendant');
    };
    await press('ArrowDown');
    assert.equal(await press('Control+Home'), 'cell-0-0');
    assert.equal(await press('ArrowUp'), 'column-0');
    assert.equal(await press('ArrowDown'), 'cell-0-0');
    assert.equal(await press('ArrowLeft'), 'row-0');
    assert.equal(await press('End'), 'cell-0-10');
    assert.equal(await press('Control+End'), 'cell-9-10');
    assert.equal(await press('PageUp'), 'cell-1-10');
    assert.equal(await press('Home'), 'cell-1-0');
    assert.equal(await press('Escape'), null);
    assert.equal(await announced(panel), '');
    assert.equal(await press('ArrowRight'), 'cell-1-0');
  });

  it('tells the host what has the focus', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.locator('.grid').focus();
    await panel.page.keyboard.press('Control+End');
    assert.deepEqual((await panel.postedOf('highlight')).at(-1), { type: 'highlight', row: 9, column: 10 });
  });

  it('scrolls to the cell, out from under labels and strip', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(60, 60))), { height: 600 });
    await panel.locator('.grid').focus();
    for (const key of ['Control+End', 'Control+Home', 'PageDown', 'PageDown', 'End']) {
      await panel.page.keyboard.press(key);
      await panel.settle();
      const id = await panel.locator('.grid').getAttribute('aria-activedescendant');
      const onTop = await panel.locator(`#${id}`).evaluate((cell) => {
        const box = cell.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return top?.tagName;
      });
      assert.equal(onTop, 'CANVAS', `after ${key} the cell ${id} can be seen`);
    }
  });

  it('has a name for every control', async () => {
    const panel = await PanelPage.show(makePanel(translation, { sentenceCount: 2 }));
    for (const name of ['To the first step', 'One step back', 'One step forward', 'To the end']) {
      assert.equal(await panel.page.getByRole('button', { name }).count(), 1, name);
    }
    assert.equal(
      await panel.page.getByRole('slider', { name: 'Step' }).getAttribute('aria-valuetext'),
      'step 10 of 10: end of sentence',
    );
    assert.equal(await panel.page.getByRole('combobox', { name: 'Direction' }).count(), 1);
    assert.equal(await panel.page.getByRole('combobox', { name: 'Decoder' }).count(), 1);
    assert.equal(
      await panel.page.getByRole('button', { name: 'Translate English → French instead' }).count(),
      1,
    );
    assert.equal(await panel.page.getByRole('combobox', { name: 'Score function' }).count(), 1);
    assert.equal(await panel.page.getByRole('button', { name: 'Next sentence' }).isEnabled(), true);
    assert.equal(await panel.page.getByRole('button', { name: 'Previous sentence' }).isDisabled(), true);
  });

  it('lets everything be reached with Tab, and shows where one is', async () => {
    const panel = await PanelPage.show(makePanel(translation, { sentenceCount: 3, sentence: 1 }));
    const reached: string[] = [];
    for (let i = 0; i < 14; i++) {
      await panel.page.keyboard.press('Tab');
      const [name, outline] = await panel.page.evaluate(() => {
        const active = document.activeElement!;
        const label = active.getAttribute('aria-label') ?? active.id;
        // Within the grid it is the cell that has the frame.
        const framed = document.querySelector('.grid:focus .ring:not([hidden])') ?? active;
        return [label, getComputedStyle(framed).outlineStyle] as const;
      });
      reached.push(name);
      assert.equal(outline, 'solid', `${name} has a visible focus`);
    }
    assert.deepEqual(reached.slice(0, 5), [
      'direction',
      'Translate English → French instead',
      'family',
      'score',
      'beam',
    ]);
    assert.ok(reached.some((name) => name.startsWith('Weights of source tokens')));
  });
});
