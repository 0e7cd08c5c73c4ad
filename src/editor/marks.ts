import type * as vscode from 'vscode';
import type { Picture } from '../panel/panelController';
import { locate, rangeOf } from './locate';
import { levelOf, shadesOf } from './shades';

/** What is hovered or focused in the page. */
export interface Highlight {
  /** A produced token. */
  readonly row: number | null;
  /** A source token. */
  readonly column: number | null;
}

export interface ShadedWord {
  readonly level: number;
  readonly range: vscode.Range;
  readonly hoverMessage: string;
}

/** What is drawn in a text editor. */
export interface Marks {
  readonly shaded: readonly ShadedWord[];
  readonly framed: readonly vscode.Range[];
}

/**
 * The words of the picture's sentence, shaded by the highlighted row's weights, and the highlighted column's
 * word. Null where the sentence does not stand, or not any more as it was translated.
 */
export function marksIn(
  document: vscode.TextDocument,
  { source, translation }: Picture,
  { row, column }: Highlight,
): Marks | null {
  const offset = locate(document, source);
  if (offset === null) return null;
  const place = (start: number, end: number): vscode.Range => rangeOf(document, offset + start, offset + end);
  const produced = row === null ? undefined : translation.steps[row]?.token.text;
  const shades = row === null ? [] : shadesOf(translation, row);
  const token = column === null ? undefined : translation.sourceTokens[column];
  return {
    shaded: shades.map(({ start, end, weight }) => ({
      level: levelOf(weight),
      range: place(start, end),
      hoverMessage: `Attention weight ${weight.toFixed(3)} for “${produced ?? ''}”`,
    })),
    framed: token === undefined || token.start === token.end ? [] : [place(token.start, token.end)],
  };
}
