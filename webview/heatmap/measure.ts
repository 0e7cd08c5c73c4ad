import type { TargetToken } from '../../src/protocol/translation';
import { labelOf } from '../format/tokens';

/** Widths of labels in the font in which `sample` shows them, measured without laying anything out. */
export function measureLabels(tokens: readonly TargetToken[], sample: HTMLElement): number[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return tokens.map(() => 0);
  const style = getComputedStyle(sample);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return tokens.map((token, index) => {
    const label = labelOf(token, tokens[index - 1]);
    // The mark before a piece, or the frame around the end of the sentence, comes on top.
    return context.measureText(label.text).width + (label.kind === 'word' ? 0 : 10);
  });
}

/** Height of a line of text in the font of `sample`. */
export function lineHeightOf(sample: HTMLElement): number {
  const style = getComputedStyle(sample);
  const height = Number.parseFloat(style.lineHeight);
  return Number.isFinite(height) ? height : Number.parseFloat(style.fontSize) * 1.4;
}
