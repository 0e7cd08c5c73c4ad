import assert from 'node:assert/strict';
import { makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);
const row = 4;
const column = 1;
const weight = translation.steps[row]!.weights![column]!;
const energy = translation.steps[row]!.energies![column]!;

/** Names and exact values of the facts that the strip shows. */
function facts(panel: PanelPage): Promise<Record<string, string>> {
  return panel
    .locator('.fact:visible')
    .evaluateAll((boxes) =>
      Object.fromEntries(
        boxes.map((box) => [
          box.querySelector('dt')?.textContent ?? '',
          box.querySelector('data')?.value ?? '',
        ]),
      ),
    );
}

describe('pointing at the picture', () => {
  it('shows a cell’s numbers exactly as they came', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.hoverCell(row, column);
    const shown = await facts(panel);
    assert.equal(Number(shown['Weight']), weight);
    assert.equal(Number(shown['Energy']), energy);
    assert.equal(shown['Rank in row'], '1');
    const strip = await panel.locator('.details').innerText();
    assert.match(strip, /maison\s*←\s*house/);
    assert.match(strip, /0\.9272/);
    assert.match(strip, /uniform 3\.459/);
    const title = await panel.locator('.fact:visible data').first().getAttribute('title');
    assert.equal(title, String(weight));
  });

  it('lights row and column, labels and words', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.hoverCell(row, column);
    for (const name of ['.band-row', '.band-column', '.ring']) {
      assert.equal(await panel.locator(name).isVisible(), true, name);
    }
    const ring = (await panel.locator('.ring').boundingBox())!;
    const center = await panel.cellCenter(row, column);
    assert.ok(center.x > ring.x && center.x < ring.x + ring.width);
    assert.ok(center.y > ring.y && center.y < ring.y + ring.height);
    assert.deepEqual(await panel.locator('.grid .lit').allInnerTexts(), ['maison', 'house']);
    assert.deepEqual(await panel.locator('.word.lit').allInnerTexts(), ['maison', 'house']);
    const strip = (await panel.locator('.details').boundingBox())!;
    assert.ok(strip.y > center.y, 'the strip is not over the cell');
  });

  it('tells the host, once for each change', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.hoverCell(row, column);
    await panel.settle();
    await panel.hoverCell(row, column);
    await panel.settle();
    await panel.locator('.row-label[data-row="2"]').hover();
    await panel.settle();
    await panel.locator('.column-label[data-column="5"] .token').hover();
    await panel.settle();
    await panel.locator('.toolbar').hover({ position: { x: 2, y: 2 } });
    assert.deepEqual(await panel.postedOf('highlight'), [
      { type: 'highlight', row, column },
      { type: 'highlight', row: 2, column: null },
      { type: 'highlight', row: null, column: 5 },
      { type: 'highlight', row: null, column: null },
    ]);
  });

  it('shows entropy for a row and the sum for a column', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.locator('.row-label[data-row="4"]').hover();
    assert.deepEqual(Object.keys(await facts(panel)), ['Row entropy']);
    await panel.locator('.column-label[data-column="1"] .token').hover();
    const shown = await facts(panel);
    assert.deepEqual(Object.keys(shown), ['Column received']);
    const sum = translation.steps.reduce((total, step) => total + step.weights![1]!, 0);
    assert.equal(Number(shown['Column received']), sum);
    assert.match(await panel.locator('.details').innerText(), /most from house/);
  });

  it('shades the source words by the row’s weights', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.locator('.target .word', { hasText: 'house' }).hover();
    const shade = (index: number) =>
      panel.locator(`.source .word[data-column="${index}"]`).evaluate((word) => {
        return getComputedStyle(word).backgroundColor.match(/\d+/g)?.map(Number);
      });
    assert.deepEqual(await shade(1), (await panel.cellColor(4, 1)).slice(0, 3));
    assert.deepEqual(await shade(6), (await panel.cellColor(4, 6)).slice(0, 3));
  });

  it('lights the column on which the cursor stands in the text editor, and tells nobody', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.send({ type: 'point', column: 4 });
    assert.deepEqual(await panel.locator('.grid .lit').allInnerTexts(), ['sor']);
    assert.match(await panel.locator('.details').innerText(), /sor\s+Column received/);
    await panel.send({ type: 'point', column: null });
    assert.equal(await panel.locator('.grid .lit').count(), 0);
    assert.deepEqual(await panel.postedOf('highlight'), []);
  });

  it('stays lit after a click, and lets go after another or Escape', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const { x, y } = await panel.cellCenter(row, column);
    const aside = () => panel.page.mouse.move(3, 3);
    await panel.page.mouse.click(x, y);
    await aside();
    assert.equal(await panel.locator('.ring').isVisible(), true);
    await panel.page.mouse.click(x, y);
    await aside();
    assert.equal(await panel.locator('.ring').isVisible(), false);
    await panel.page.mouse.click(x, y);
    await aside();
    await panel.page.keyboard.press('Escape');
    assert.equal(await panel.locator('.ring').isVisible(), false);
    assert.equal((await panel.postedOf('highlight')).at(-1)?.row, null);
  });

  it('lights the same cell for another score function, with its numbers', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const { x, y } = await panel.cellCenter(row, column);
    await panel.page.mouse.click(x, y);
    await panel.page.mouse.move(3, 3);
    const dot = makeTranslation(witch, { score: 'dot' });
    await panel.show(makePanel(dot));
    assert.equal(Number((await facts(panel))['Weight']), dot.steps[row]!.weights![column]);
  });

  it('lets go when the window loses the focus: the editor must not stay shaded', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const { x, y } = await panel.cellCenter(row, column);
    await panel.page.mouse.click(x, y);
    await panel.page.evaluate(() => dispatchEvent(new Event('blur')));
    assert.deepEqual((await panel.postedOf('highlight')).at(-1), {
      type: 'highlight',
      row: null,
      column: null,
    });
  });

  it('copies exact numbers', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.hoverCell(row, column);
    const copied = await panel.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }));
      return clipboardData.getData('text/plain');
    });
    assert.equal(copied.split('\n')[1], `house\tmaison\t${weight}\t${energy}\t1`);
  });
});
