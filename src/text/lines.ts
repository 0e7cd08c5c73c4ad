/** A line of a text. */
export interface Line {
  /** UTF-16 offset in the text. */
  readonly start: number;
  /** Without the line break. */
  readonly text: string;
}

/** The lines of a text, whatever ends them: LF, CR LF or CR. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  lines.push({ start, text: text.slice(start) });
  return lines;
}
