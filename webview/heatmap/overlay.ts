import { element } from '../dom';
import type { Place } from '../state/pageState';
import type { HeatmapLayout } from './layout';

/**
 * What is lit, as elements above the canvas: moving them repaints no cell. The rest of the picture is dimmed by
 * four veils that leave row and column free.
 */
export class Overlay {
  readonly element = element('div', { class: 'overlay', 'aria-hidden': 'true' });
  private readonly veils = Array.from({ length: 4 }, () => element('div', { class: 'veil' }));
  private readonly row = element('div', { class: 'band band-row' });
  private readonly column = element('div', { class: 'band band-column' });
  private readonly cell = element('div', { class: 'ring' });
  private readonly produced = element('div', { class: 'band band-produced' });

  constructor() {
    this.element.append(...this.veils, this.produced, this.row, this.column, this.cell);
  }

  update(layout: HeatmapLayout, lit: Place | null, produced: number | null): void {
    const { cellWidth, cellHeight, width, height } = layout;
    const rowTop = (lit?.row ?? 0) * cellHeight;
    const columnLeft = (lit?.column ?? 0) * cellWidth;
    const hasRow = lit !== null && lit.row !== null;
    const hasColumn = lit !== null && lit.column !== null;
    put(this.row, hasRow, 0, rowTop, width, cellHeight);
    put(this.column, hasColumn, columnLeft, 0, cellWidth, height);
    put(this.cell, hasRow && hasColumn, columnLeft, rowTop, cellWidth, cellHeight);
    put(this.produced, produced !== null, 0, (produced ?? 0) * cellHeight, width, cellHeight);

    // Left and right of the column, above and below the row; without one of them its side has no width.
    const left = hasColumn ? columnLeft : width;
    const right = hasColumn ? width - columnLeft - cellWidth : 0;
    const above = hasRow ? rowTop : height;
    const below = hasRow ? height - rowTop - cellHeight : 0;
    const areas = [
      [0, 0, left, above],
      [width - right, 0, right, above],
      [0, height - below, left, below],
      [width - right, height - below, right, below],
    ] as const;
    this.veils.forEach((veil, index) => {
      const [x, y, w, h] = areas[index] ?? [0, 0, 0, 0];
      put(veil, lit !== null && w > 0 && h > 0, x, y, w, h);
    });
  }
}

function put(box: HTMLElement, shown: boolean, x: number, y: number, width: number, height: number): void {
  box.hidden = !shown;
  if (!shown) return;
  box.style.transform = `translate(${x}px, ${y}px)`;
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
}
