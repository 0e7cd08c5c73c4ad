import { inlineCodes } from './inlineCode';
import { PairedMarks, type MarkPair } from './pairedMarks';
import type { Range } from './pieceOffsets';
import { scanMark } from './scanMarks';

/** Marks of Markdown and HTML in running text. */
export interface Marks {
  /** Opening and closing marks with words between them: `**…**`, `[…](address)`, `<b>…</b>`. */
  readonly pairs: readonly MarkPair[];
  /** In order and apart: code, addresses of links, tags. No sentence ends inside of one. */
  readonly opaque: readonly Range[];
}

const first = /\\[\\`*_~[\]<>]|`+|[*_~![\]<]/g;

/** The marks of a text, in time that grows with its length. */
export function marksOf(text: string): Marks {
  const marks = new PairedMarks();
  const codes = inlineCodes(text);
  const opaque: Range[] = [];
  let end = 0;
  for (const { index: start, 0: sign } of text.matchAll(first)) {
    if (start < end) continue;
    const mark = sign.startsWith('\\')
      ? null
      : (codes.get(start) ?? scanMark(text, start, marks)?.end ?? null);
    end = mark ?? start + sign.length;
    if (mark !== null && /[`\]<]/.test(sign)) opaque.push({ start, end });
  }
  return { pairs: marks.pairs, opaque };
}
