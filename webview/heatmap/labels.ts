import type { TargetToken } from '../../src/protocol/translation';
import { element } from '../dom';
import { labelOf, nameOf, wordSpans } from '../format/tokens';
import type { HeatmapLayout } from './layout';

/** The label of a token, an element of its own so that its text can be selected. `bdi` keeps its direction in it. */
export function tokenLabel(token: TargetToken, previous: TargetToken | undefined): HTMLElement {
  const label = labelOf(token, previous);
  return element(
    'bdi',
    { class: `token token-${label.kind}`, title: nameOf(token), dir: 'auto' },
    label.text,
  );
}

/** The strip above the cells: source tokens, a line under each word. */
export function columnHeader(tokens: readonly TargetToken[]): HTMLElement {
  const header = element('div', { class: 'column-header', role: 'row', 'aria-rowindex': '1' });
  header.append(element('div', { class: 'corner', role: 'presentation' }));
  tokens.forEach((token, column) => {
    const cell = element('div', {
      class: `column-label ${joins(tokens, column)}`,
      role: 'columnheader',
      id: `column-${column}`,
      'aria-colindex': String(column + 2),
      'aria-label': nameOf(token),
      'data-column': String(column),
    });
    cell.append(tokenLabel(token, tokens[column - 1]));
    header.append(cell);
  });
  return header;
}

/** One produced token: its label, which stays at the left edge, and room for the cells that are read out. */
export function rowElement(token: TargetToken, row: number, tokens: readonly TargetToken[]): HTMLElement {
  const label = element('div', {
    class: `row-label ${joins(tokens, row)}`,
    role: 'rowheader',
    id: `row-${row}`,
    'aria-colindex': '1',
    'aria-label': nameOf(token),
    'data-row': String(row),
  });
  label.append(tokenLabel(token, tokens[row - 1]));
  return element('div', { class: 'row', role: 'row', 'aria-rowindex': String(row + 2) }, label);
}

/** Puts labels where the layout has their columns. */
export function placeColumns(header: HTMLElement, layout: HeatmapLayout): void {
  header.style.height = `${layout.columnHeader}px`;
  for (const label of header.querySelectorAll<HTMLElement>('.column-label')) {
    const column = Number(label.dataset['column']);
    label.style.left = `${layout.rowHeader + column * layout.cellWidth}px`;
    label.style.width = `${layout.cellWidth}px`;
    const token = label.querySelector<HTMLElement>('.token');
    if (token !== null) token.style.maxWidth = `${layout.columnLabel}px`;
  }
}

/** A line runs along each word, at the edge of the cells: pieces of one word share it. */
function joins(tokens: readonly TargetToken[], index: number): string {
  const [first, last] = wordSpans(tokens).find(([from, to]) => index >= from && index <= to) ?? [
    index,
    index,
  ];
  return `${index > first ? 'joins-before' : ''} ${index < last ? 'joins-after' : ''}`;
}
