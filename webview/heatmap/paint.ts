import { formatCell } from '../format/numbers';
import type { ThemeColors } from '../theme/colors';
import type { HeatmapLayout } from './layout';

/** Weights below this are not written into their cells; the legend says so. */
export const writtenFrom = 0.05;

/** What is drawn: a row of weights for each step; only the first `produced` are shown. */
export interface HeatmapData {
  readonly rows: readonly (readonly number[] | null)[];
  readonly produced: number;
}

/** Draws all cells. Hovering does not come here: what it lights lies in elements above the canvas. */
export function paintHeatmap(
  context: CanvasRenderingContext2D,
  layout: HeatmapLayout,
  data: HeatmapData,
  colors: ThemeColors,
): void {
  const { cellWidth, cellHeight, gap } = layout;
  context.clearRect(0, 0, layout.width, layout.height);
  context.font = colors.cellFont;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const written = writesNumbers(layout);
  for (let row = 0; row < layout.rows; row++) {
    const weights = row < data.produced ? data.rows[row] : null;
    const y = row * cellHeight;
    for (let column = 0; column < layout.columns; column++) {
      const x = column * cellWidth;
      const box = [x + gap / 2, y + gap / 2, cellWidth - gap, cellHeight - gap] as const;
      const weight = weights?.[column];
      if (weight === undefined) {
        drawUnproduced(context, box, colors);
        continue;
      }
      context.fillStyle = colors.scale.shade(weight);
      context.fillRect(...box);
      if (colors.cellBorder !== null) drawBorder(context, box, colors.cellBorder);
      if (written && weight >= writtenFrom) {
        context.fillStyle = colors.scale.ink(weight);
        context.fillText(formatCell(weight), x + cellWidth / 2, y + cellHeight / 2 + 0.5);
      }
    }
  }
}

/** Whether cells are large enough to hold their number. */
export function writesNumbers(layout: HeatmapLayout): boolean {
  return layout.cellWidth >= 34 && layout.cellHeight >= 24;
}

type Box = readonly [x: number, y: number, width: number, height: number];

/** A cell without a weight must not look like a cell with the weight 0: it is a dot, not a shade. */
function drawUnproduced(context: CanvasRenderingContext2D, box: Box, colors: ThemeColors): void {
  const size = 2;
  context.fillStyle = colors.unproduced;
  context.fillRect(box[0] + box[2] / 2 - size / 2, box[1] + box[3] / 2 - size / 2, size, size);
}

function drawBorder(context: CanvasRenderingContext2D, box: Box, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.strokeRect(box[0] + 0.5, box[1] + 0.5, box[2] - 1, box[3] - 1);
}
