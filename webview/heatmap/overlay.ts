import { element } from '../dom';
import type { Place } from '../state/pageState';
import type { HeatmapLayout } from './layout';

/**
 * What is lit, as frames above the canvas: moving them repaints no cell. Nothing is dimmed, because the shade of
 * every cell is its weight, also while another one is looked at.
 */
export class Overlay {
  readonly element = element('div', { class: 'overlay', 'aria-hidden': 'true' });
  private readonly row = element('div', { class: 'band band-row' });
  private readonly column = element('div', { class: 'band band-column' });
  private readonly cell = element('div', { class: 'ring' });
  private readonly produced = element('div', { class: 'band band-produced' });

  constructor() {
    this.element.append(this.produced, this.row, this.column, this.cell);
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
  }
}

function put(box: HTMLElement, shown: boolean, x: number, y: number, width: number, height: number): void {
  box.hidden = !shown;
  if (!shown) return;
  box.style.transform = `translate(${x}px, ${y}px)`;
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
}
