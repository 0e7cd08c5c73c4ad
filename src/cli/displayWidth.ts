import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The characters a person sees in a text: a letter with its accents, an emoji with all its parts. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** How many columns of a terminal a text takes: 2 for wide characters and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  return graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

function graphemeWidth(grapheme: string): number {
  // Marks, controls and invisible formatting, with nothing to sit on.
  if (/^[\p{M}\p{Cc}\p{Cf}]+$/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(grapheme)) return 2;
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

/** The text made exactly `width` columns wide: cut with … or filled with spaces on one side. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  let result = text;
  if (displayWidth(result) > width) {
    result = '';
    for (const grapheme of graphemesOf(text)) {
      if (displayWidth(result + grapheme) > width - 1) break;
      result += grapheme;
    }
    result += '…';
  }
  const padding = ' '.repeat(Math.max(0, width - displayWidth(result)));
  return align === 'left' ? result + padding : padding + result;
}
