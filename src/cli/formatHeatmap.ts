import { scoreDescriptions } from '../attention/describeScore';
import type { Translation } from '../protocol/translation';
import { displayWidth, fit, graphemesOf } from './displayWidth';

export interface TerminalStyle {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
}

const shades = [' ', '░', '▒', '▓', '█'] as const;
/** Of the 256 colours of xterm, from the dark background to bright yellow, by perceived lightness. */
const ramp = [233, 17, 18, 54, 90, 126, 162, 198, 203, 209, 215, 221, 227] as const;
const narrowest = 2;
/** Labels wider than this are cut: one long word must not push the picture off the screen. */
const widestLabel = 24;

/** A picture of the weights for a terminal: source tokens across, produced tokens down, scale fixed at 0..1. */
export function heatmap(translation: Translation, style: TerminalStyle): string {
  const { sourceText, targetText, modelName, score } = translation;
  const { label, plainEquation } = scoreDescriptions[score];
  const title = [
    fitLine(sourceText),
    `→ ${fitLine(targetText)}${translation.complete ? '' : ' … (cut off at the longest length)'}`,
    `${modelName} · ${label}: ${plainEquation}`,
  ];
  if (score === 'none') {
    return [...title, '', 'No attention, so there are no weights to draw.', ''].join('\n');
  }
  const columns = translation.sourceTokens.map((token) => visible(token.text));
  const rows = translation.steps.map((step) => visible(step.token.text));
  const margin = Math.min(widestLabel, Math.max(...rows.map(displayWidth), 1));
  const wide = columns.map((text) => Math.min(widestLabel, Math.max(4, displayWidth(text) + 1)));
  const fits = margin + 1 + wide.reduce((sum, width) => sum + width, 0) <= style.columns;
  const widths = fits ? wide : columns.map(() => narrowest);
  const indent = ' '.repeat(margin + 1);
  const header = fits
    ? [indent + columns.map((text, i) => fit(text, (widths[i] ?? 0) - 1) + ' ').join('')]
    : verticalHeader(columns).map((line) => indent + line);
  const body = translation.steps.map((step, t) => {
    const cells = (step.weights ?? []).map((weight, i) => cell(weight, widths[i] ?? narrowest, style.color));
    return `${fit(rows[t] ?? '', margin, 'right')} ${cells.join('')}`;
  });
  return [
    ...title,
    '',
    ...header.map((line) => line.trimEnd()),
    ...body,
    '',
    indent + legend(style.color),
    '',
  ].join('\n');
}

/** One cell: filled by shade or colour; a wide coloured one has its weight in percent. */
function cell(weight: number, width: number, color: boolean): string {
  if (!color) return (shades[step(weight, shades.length)] ?? ' ').repeat(width);
  const background = step(weight, ramp.length);
  const percent = Math.round(weight * 100);
  const text = width > narrowest && percent > 0 ? String(percent) : '';
  const foreground = background > ramp.length / 2 ? 16 : 252;
  return `\u001b[48;5;${ramp[background] ?? 0};38;5;${foreground}m${fit(text, width - 1, 'right')} \u001b[0m`;
}

/** Which of `count` equal steps between 0 and 1 a weight is on. */
function step(weight: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(weight * (count - 1))));
}

function legend(color: boolean): string {
  const scale = color ? ramp.map((_, i) => cell(i / (ramp.length - 1), 2, true)).join('') : shades.join('');
  return `0 ${scale} 1`;
}

/** Tokens written downwards, one character a line, standing on the picture's upper edge. */
function verticalHeader(columns: readonly string[]): string[] {
  const letters = columns.map((text) => graphemesOf(text).slice(0, widestLabel));
  const height = Math.max(...letters.map((column) => column.length), 1);
  return Array.from({ length: height }, (_, line) =>
    letters.map((column) => fit(column[line - height + column.length] ?? '', narrowest)).join(''),
  );
}

/** Without characters that would move the cursor or change the terminal. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, '�');
}

/** A sentence on one line. */
function fitLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}
