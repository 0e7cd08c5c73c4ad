import type { Place } from './pageState';

/** How many rows (produced tokens) and columns (source tokens) can be walked through. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Rows that Page Up and Page Down jump over. */
const page = 8;

/**
 * Where a key leads from a place in the picture, or null if it is not a key of the grid. Tokens belong to the grid:
 * left of the first column is the produced token (the whole row), above the first row the source token.
 */
export function navigate(key: string, ctrl: boolean, from: Place, size: GridSize): Place | null {
  const target = targetOf(key, ctrl, from, size);
  return target === null ? null : (nearest(...target, size) ?? from);
}

function targetOf(
  key: string,
  ctrl: boolean,
  from: Place,
  size: GridSize,
): [row: number, column: number] | null {
  // Row and column -1 are the tokens themselves; with no row drawn yet only source tokens can be reached.
  const row = from.row ?? -1;
  const column = from.column ?? -1;
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  switch (key) {
    case 'ArrowLeft':
      return [row, column - 1];
    case 'ArrowRight':
      return [row, column + 1];
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowDown':
      return [row + 1, column];
    case 'Home':
      return [ctrl ? Math.min(0, lastRow) : row, 0];
    case 'End':
      return [ctrl ? lastRow : row, lastColumn];
    case 'PageUp':
      return [Math.max(Math.min(row, 0), row - page), column];
    case 'PageDown':
      return [row + page, column];
    default:
      return null;
  }
}

/** The place nearest to row and column; null for the corner, where no token stands. */
function nearest(row: number, column: number, size: GridSize): Place | null {
  const nearRow = Math.max(-1, Math.min(row, size.rows - 1));
  const nearColumn = Math.max(-1, Math.min(column, size.columns - 1));
  if (nearRow < 0 && nearColumn < 0) return null;
  return { row: nearRow < 0 ? null : nearRow, column: nearColumn < 0 ? null : nearColumn };
}
