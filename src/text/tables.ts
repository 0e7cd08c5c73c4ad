import { prefixOf } from './linePrefix';
import type { Range } from './pieceOffsets';

const delimiterRow = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)*(?:[ \t]*:?-+:?)?$/;

/** Whether a line is the one below the heads of a table's columns: `|---|:-:|`. It may stand in a quote. */
export function isDelimiterRow(line: string): boolean {
  if (!line.includes('|') || !line.includes('-')) return false;
  return delimiterRow.test(line.slice(prefixOf(line).length).trim());
}

/** Whether a line is a row by itself, without a look at its neighbours. */
export function isRow(line: string): boolean {
  const text = line.trim();
  return text.length > 2 && text.startsWith('|') && text.endsWith('|');
}

/** The cells of a row that are not blank, without the blanks around their words. */
export function cellsOf(line: string): Range[] {
  const cells: Range[] = [];
  let start = 0;
  const add = (end: number): void => {
    const cell = line.slice(start, end);
    const words = cell.trim();
    const first = start + cell.length - cell.trimStart().length;
    if (words !== '') cells.push({ start: first, end: first + words.length });
    start = end + 1;
  };
  for (const { 0: mark, index } of line.matchAll(/\\.|\|/g)) {
    if (mark === '|') add(index);
  }
  add(line.length);
  return cells;
}
