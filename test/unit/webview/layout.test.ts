import assert from 'node:assert/strict';
import {
  canvasScale,
  layoutHeatmap,
  placeAt,
  scrollToShow,
  type HeatmapInput,
} from '../../../webview/heatmap/layout';

const input = (columns: number, rows: number, changes: Partial<HeatmapInput> = {}): HeatmapInput => ({
  columnLabels: Array.from({ length: columns }, (_, i) => 20 + (i % 5) * 12),
  rowLabels: Array.from({ length: rows }, (_, i) => 20 + (i % 4) * 10),
  availableWidth: 700,
  lineHeight: 18,
  ...changes,
});

describe('heatmap layout', () => {
  it('writes labels flat where every one of them fits above its cell', () => {
    const layout = layoutHeatmap(input(5, 5));
    assert.equal(layout.slanted, false);
    assert.equal(layout.overhang, 0);
    assert.ok(layout.columnLabel >= 68, 'the longest label has room');
    assert.ok(layout.rowHeader + layout.width <= 700);
  });

  it('slants them where they do not, and still shows all of each', () => {
    const layout = layoutHeatmap(input(14, 5));
    assert.equal(layout.slanted, true);
    assert.ok(layout.rowHeader + layout.width + layout.overhang <= 700);
    assert.ok(layout.columnHeader > 60);
  });

  it('keeps cells large enough to point at: what does not fit is scrolled to', () => {
    const layout = layoutHeatmap(input(60, 60));
    assert.ok(layout.cellWidth >= 22 && layout.cellHeight >= 22);
    assert.ok(layout.width > 700);
  });

  it('leaves at least two thirds of a narrow panel to the cells', () => {
    const layout = layoutHeatmap(input(10, 3, { availableWidth: 300, rowLabels: [400, 20, 30] }));
    assert.ok(layout.rowHeader <= 100);
  });

  it('bounds the length of a slanted label', () => {
    const layout = layoutHeatmap(input(3, 3, { columnLabels: [2000, 30, 30] }));
    assert.ok(layout.columnLabel < 200 && layout.columnHeader < 200);
  });

  it('is finite for a picture without cells or without room', () => {
    for (const layout of [
      layoutHeatmap(input(0, 0)),
      layoutHeatmap(input(3, 0)),
      layoutHeatmap(input(40, 3, { availableWidth: 0 })),
    ]) {
      for (const value of Object.values(layout)) {
        if (typeof value === 'number') assert.ok(Number.isFinite(value) && value >= 0);
      }
    }
  });

  it('finds for each point the cell that is drawn there', () => {
    const layout = layoutHeatmap(input(7, 9));
    for (let row = 0; row < 9; row++) {
      for (let column = 0; column < 7; column++) {
        const [x, y] = [(column + 0.5) * layout.cellWidth, (row + 0.5) * layout.cellHeight];
        assert.deepEqual(placeAt(layout, x, y), { row, column });
      }
    }
    assert.equal(placeAt(layout, -1, 5), null);
    assert.equal(placeAt(layout, 5, layout.height), null);
    assert.equal(placeAt(layout, layout.width, 5), null);
  });

  it('scrolls as little as possible to show a cell beside the labels', () => {
    const layout = layoutHeatmap(input(60, 60));
    const view = { left: 0, top: 0, width: 700, height: 500 };
    assert.deepEqual(scrollToShow(layout, { row: 1, column: 1 }, view), { left: 0, top: 0 });
    const far = scrollToShow(layout, { row: 50, column: 50 }, view);
    assert.equal(far.left, 51 * layout.cellWidth - (700 - layout.rowHeader));
    assert.equal(far.top, 51 * layout.cellHeight - (500 - layout.columnHeader));
    const back = scrollToShow(layout, { row: 3, column: null }, { ...view, ...far });
    assert.deepEqual(back, { left: far.left, top: 3 * layout.cellHeight });
  });

  it('draws with the pixels of the screen, and with fewer only where the canvas would grow beyond bounds', () => {
    assert.equal(canvasScale(1000, 1000, 2), 2);
    const scale = canvasScale(20_000, 20_000, 2);
    assert.ok(scale > 0 && (20_000 * scale) ** 2 <= 16_000_001);
    assert.ok(canvasScale(100_000, 10, 2) * 100_000 <= 16_000);
  });
});
