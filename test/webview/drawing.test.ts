import assert from 'node:assert/strict';
import { longSample, makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';
import { themeNames } from './support/themes';

/** A translation whose weights are chosen, not plausible. */
function withWeights(weights: readonly number[]) {
  const translation = makeTranslation(witch);
  const columns = translation.sourceTokens.length;
  const row = Array.from({ length: columns }, (_, column) => weights[column] ?? 0);
  return { ...translation, steps: translation.steps.map((step) => ({ ...step, weights: row })) };
}

describe('the heatmap as it is painted', () => {
  for (const theme of themeNames) {
    it(`shades by weight in ${theme}: equal weights equally, others visibly differently`, async () => {
      const panel = await PanelPage.show(makePanel(withWeights([0, 1, 0.5, 0.5, 0.25])), { theme });
      const [none, all, half, sameHalf, quarter] = await Promise.all(
        [0, 1, 2, 3, 4].map((column) => panel.cellColor(2, column)),
      );
      assert.deepEqual(half, sameHalf);
      assert.deepEqual(half, await panel.cellColor(7, 2), 'also in another row');
      for (const [a, b] of [
        [none, all],
        [none, half],
        [half, all],
        [none, quarter],
        [quarter, half],
      ]) {
        assert.ok(distance(a!, b!) > 30, `${String(a)} and ${String(b)}`);
      }
    });
  }

  it('keeps the scale fixed: a weight has its shade whatever else is in the picture', async () => {
    const panel = await PanelPage.show(makePanel(withWeights([0.3, 0.3, 0.4])));
    const before = await panel.cellColor(0, 0);
    await panel.show(makePanel(withWeights([0.3, 0.7])));
    assert.deepEqual(await panel.cellColor(0, 0), before);
  });

  it('has as many pixels as the screen', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(witch)), { pixelRatio: 2 });
    const [pixels, width] = await panel
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.clientWidth] as const);
    assert.equal(pixels, width * 2);
  });

  it('is painted again in the colours of another theme', async () => {
    const panel = await PanelPage.show(makePanel(withWeights([0, 1])), { theme: 'dark' });
    const [low, high] = [await panel.cellColor(0, 0), await panel.cellColor(0, 1)];
    await panel.setTheme('light');
    assert.ok(distance(low, await panel.cellColor(0, 0)) > 100);
    assert.ok(distance(high, await panel.cellColor(0, 1)) > 50);
    const legend = await panel
      .locator('.legend-bar')
      .evaluate((bar) => getComputedStyle(bar).backgroundImage);
    const [red, green, blue] = await panel.cellColor(0, 1);
    assert.ok(legend.endsWith(`rgb(${red}, ${green}, ${blue}))`), 'the legend has the same colours');
  });

  it('draws rows only up to the step that is shown', async () => {
    const panel = await PanelPage.show(makePanel(withWeights([0, 1]), { position: 3 }));
    assert.notDeepEqual(await panel.cellColor(2, 1), await panel.cellColor(3, 1));
    assert.equal((await panel.cellColor(3, 1))[3], 0, 'nothing is painted there');
    assert.equal(await panel.locator('.row-label').count(), 3);
  });

  it('names its scale', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(witch)));
    assert.equal(await panel.locator('.legend').innerText(), 'Weight\n0\n1');
    const scale = panel.page.getByRole('img', { name: 'Shades from weight 0 to weight 1' });
    assert.equal(await scale.isVisible(), true);
    await panel.hoverCell(4, 1);
    const weight = makeTranslation(witch).steps[4]!.weights![1]!;
    const left = await panel.locator('.legend-marker').evaluate((mark: HTMLElement) => mark.style.left);
    assert.ok(Math.abs(parseFloat(left) - weight * 100) < 0.01);
  });

  it('scrolls inside its own area and keeps the labels in sight', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(60, 60))));
    const pageWidth = await panel.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(pageWidth, 760);
    await panel.locator('.grid').evaluate((grid) => {
      grid.scrollTo(700, 600);
    });
    const grid = (await panel.locator('.grid').boundingBox())!;
    const rowLabel = (await panel.locator('.row-label[data-row="30"]').boundingBox())!;
    assert.ok(Math.abs(rowLabel.x - grid.x) < 2, 'row labels stay at the left');
    const header = (await panel.locator('.column-header').boundingBox())!;
    assert.ok(Math.abs(header.y - grid.y) < 2, 'column labels stay at the top');
  });

  it('repaints nothing when the pointer moves', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(60, 60))));
    // The scroll bar that a long picture brings makes it narrower, once.
    await panel.settle();
    await panel.page.evaluate(() => {
      const canvas = document.querySelector('canvas')!;
      const context = canvas.getContext('2d')!;
      const fill = context.fillRect.bind(context);
      Object.assign(globalThis, { fills: 0 });
      context.fillRect = (...box) => {
        (globalThis as unknown as { fills: number }).fills++;
        fill(...box);
      };
    });
    for (const [row, column] of [
      [1, 1],
      [5, 3],
      [9, 8],
    ] as const) {
      await panel.hoverCell(row, column);
    }
    assert.equal(await panel.page.evaluate(() => (globalThis as unknown as { fills: number }).fills), 0);
  });
});

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...[0, 1, 2].map((channel) => (a[channel] ?? 0) - (b[channel] ?? 0)));
}
