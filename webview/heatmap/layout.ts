import type { Place } from '../state/pageState';

/** What the layout depends on; all lengths in CSS pixels. */
export interface HeatmapInput {
  /** Natural widths of the labels of the source tokens (columns) and the produced tokens (rows). */
  readonly columnLabels: readonly number[];
  readonly rowLabels: readonly number[];
  readonly availableWidth: number;
  readonly lineHeight: number;
}

/** Where everything of the heatmap is. Pure numbers: drawing and hit testing read the same ones. */
export interface HeatmapLayout {
  readonly rows: number;
  readonly columns: number;
  /** Whether the labels of the columns lie at an angle because they are wider than their cells. */
  readonly slanted: boolean;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Space between two cells, part of neither. */
  readonly gap: number;
  /** Size of the labels' strips: left of the cells, and above them. */
  readonly rowHeader: number;
  readonly columnHeader: number;
  /** The longest that a column's label may be, along its own direction. */
  readonly columnLabel: number;
  /** How far slanted labels reach beyond the last cell. */
  readonly overhang: number;
  /** Of the cells alone. */
  readonly width: number;
  readonly height: number;
}

/** Degrees between a slanted label and the horizontal; the style sheet turns labels by the same angle. */
export const slant = 55;

const minCell = 22;
const maxSlantedCell = 52;
const maxFlatCell = 92;
const comfortableCell = 72;
const labelPadding = 14;
const longestLabel = 132;

export function layoutHeatmap(input: HeatmapInput): HeatmapLayout {
  const rows = input.rowLabels.length;
  const columns = input.columnLabels.length;
  // On a narrow panel the labels give way first: cells are what it is about.
  const rowHeader = Math.ceil(
    Math.min(largest(input.rowLabels) + 26, Math.max(64, input.availableWidth * 0.32), 180),
  );
  const space = Math.max(0, input.availableWidth - rowHeader);
  const cellHeight = rows > 24 ? 24 : rows > 12 ? 26 : 30;
  const base = { rows, columns, rowHeader, cellHeight, height: rows * cellHeight };

  const flatCell = largest(input.columnLabels) + labelPadding;
  if (columns > 0 && flatCell <= maxFlatCell && flatCell * columns <= space) {
    const cellWidth = Math.floor(Math.min(Math.max(comfortableCell, flatCell), space / columns));
    const columnHeader = input.lineHeight + 14;
    const columnLabel = cellWidth - 4;
    const width = columns * cellWidth;
    return { ...base, slanted: false, cellWidth, gap: 2, columnHeader, columnLabel, overhang: 0, width };
  }

  const angle = (slant * Math.PI) / 180;
  const lengths = input.columnLabels.map((label) => Math.min(label + 12, longestLabel));
  const columnLabel = Math.ceil(largest(lengths));
  const columnHeader = Math.ceil(columnLabel * Math.sin(angle) + input.lineHeight * Math.cos(angle) + 8);
  // Each label begins at the middle of its cell and reaches to the right; none may reach out of sight.
  const fitting = lengths.map((length, column) => (space - length * Math.cos(angle)) / (column + 0.5));
  const widest = Math.floor(Math.min(space / Math.max(1, columns), ...fitting));
  const cellWidth = Math.max(minCell, Math.min(maxSlantedCell, widest));
  const width = columns * cellWidth;
  const reach = lengths.map(
    (length, column) => length * Math.cos(angle) + (column + 0.5) * cellWidth - width,
  );
  const overhang = Math.ceil(Math.max(0, ...reach));
  const gap = cellWidth < 28 ? 1 : 2;
  return { ...base, slanted: true, cellWidth, gap, columnHeader, columnLabel, overhang, width };
}

/** The place under a point, measured from the corner of the first cell; null outside of the cells. */
export function placeAt(layout: HeatmapLayout, x: number, y: number): Place | null {
  if (x < 0 || y < 0 || x >= layout.width || y >= layout.height) return null;
  return { row: Math.floor(y / layout.cellHeight), column: Math.floor(x / layout.cellWidth) };
}

/** What can be seen of the scrolled plane. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The scroll position nearest to the present one that shows a place beside the labels, which stay in sight. */
export function scrollToShow(
  layout: HeatmapLayout,
  place: Place,
  view: Viewport,
): { left: number; top: number } {
  const left =
    place.column === null
      ? view.left
      : nearestStart(
          view.left,
          view.width - layout.rowHeader,
          place.column * layout.cellWidth,
          layout.cellWidth,
        );
  const top =
    place.row === null
      ? view.top
      : nearestStart(
          view.top,
          view.height - layout.columnHeader,
          place.row * layout.cellHeight,
          layout.cellHeight,
        );
  return { left, top };
}

/** The canvas's pixels per CSS pixel: the screen's own, but fewer where the canvas would grow beyond all bounds. */
export function canvasScale(width: number, height: number, pixelRatio: number): number {
  const mostPixels = 16_000_000;
  const longestSide = 16_000;
  const area = Math.max(1, width * height);
  return Math.min(pixelRatio, Math.sqrt(mostPixels / area), longestSide / Math.max(1, width, height));
}

function nearestStart(start: number, visible: number, from: number, size: number): number {
  if (from < start) return from;
  return from + size > start + visible ? from + size - visible : start;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
