import type { Translation } from '../../src/protocol/translation';
import { element, keepChildren, setAttribute, setText } from '../dom';
import { formatNumber } from '../format/numbers';
import { sourceName } from '../format/describe';
import type { HeatmapLayout } from './layout';

/**
 * The grid cells that a screen reader finds, for one row at a time: they lie over the painted ones and move to the
 * row that is lit. All rows at once would be thousands of elements for a long sentence.
 */
export class AccessibleCells {
  private readonly container = element('div', { class: 'cells', role: 'presentation' });
  private row: HTMLElement | null = null;

  /** Moves to a row; null for none. */
  moveTo(
    rowElement: HTMLElement | null,
    row: number | null,
    translation: Translation,
    layout: HeatmapLayout,
  ): void {
    const weights = row === null ? null : (translation.steps[row]?.weights ?? null);
    if (rowElement === null || row === null || weights === null) {
      this.container.remove();
      this.row = null;
      return;
    }
    const cells = keepChildren(this.container, weights.length, () =>
      element('span', { class: 'cell', role: 'gridcell' }),
    );
    cells.forEach((cell, column) => {
      cell.id = cellId(row, column);
      setAttribute(cell, 'aria-colindex', String(column + 2));
      setText(cell, `${sourceName(translation, column)} ${formatNumber(weights[column] ?? 0)}`);
      cell.style.left = `${layout.rowHeader + column * layout.cellWidth}px`;
      cell.style.width = `${layout.cellWidth}px`;
    });
    if (this.row !== rowElement) {
      rowElement.append(this.container);
      this.row = rowElement;
    }
  }
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
