/** A piece of text that no sentence reaches out of: a paragraph, a list item, a heading, a line of dialogue. */
export interface Block {
  /** UTF-16 offset of `text` in the whole. */
  readonly start: number;
  /** Flattened: as long as the original, offsets stay what they were. */
  readonly text: string;
  /** End of the block's last line; between `text` and it stand closing marks of a comment. */
  readonly lineEnd: number;
}

/** Quote marks of Markdown and mail, and the marks that begin a line of a comment, where a space follows. */
const quote = String.raw`(?:>[ \t]?)*`;
const comment = String.raw`(?:(?:\/\/+!?|\/\*+|<!--|#+|\*|--|;+|%+)(?=[ \t\r\n]|$))?`;
const linePrefix = new RegExp(String.raw`^[ \t]*${quote}[ \t]*${comment}[ \t]*`);
const continuedPrefix = new RegExp(String.raw`(\r\n?|\n)([ \t]*${quote}[ \t]*${comment})`, 'g');
const otherBreaks = /[\t\v\f\u0085\u2028\u2029]/g;

const listMarker = /^(?:[-*+•‣◦]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/;
const rule = /^(?:\*\/|-->|`{3,}.*|~{3,}.*|([-*_=])(?:[ \t]*\1){2,}|=+)?[ \t]*$/;
const closing = /[ \t]*(?:\*+\/|-->)[ \t]*$/;

/**
 * One line of what was written over several: breaks, tabs, and the quote and comment marks that begin a
 * continued line become spaces, as many as they were long.
 */
export function flatten(text: string): string {
  return text.replace(continuedPrefix, (marks) => ' '.repeat(marks.length)).replace(otherBreaks, ' ');
}

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly text: string;
}

function* linesOf(text: string): Generator<Line> {
  const lineBreak = /\r\n?|\n/g;
  let start = 0;
  for (const match of text.matchAll(lineBreak)) {
    yield { start, text: text.slice(start, match.index) };
    start = match.index + match[0].length;
  }
  yield { start, text: text.slice(start) };
}

/** What a line says about where blocks begin and end. */
interface Reading {
  readonly kind: 'gap' | 'heading' | 'item' | 'text';
  /** Where the words begin, in the line. */
  readonly words: number;
  /** Of a quote or a comment; null where the text begins in the middle of a line. */
  readonly marks: string | null;
}

function readLine(line: string, previousMarks: string | null, inComment: boolean): Reading {
  let prefix = linePrefix.exec(line)?.[0] ?? '';
  // A lone `*` continues a comment only within one; elsewhere it begins an item of a list.
  if (prefix.trim() === '*' && !inComment) prefix = '';
  const rest = line.slice(prefix.length);
  const marks = prefix.trim();
  if (rule.test(rest)) return { kind: 'gap', words: line.length, marks };
  // `#` begins a heading, unless the line before began with the same: then both are lines of a comment. The
  // first of them was taken for a heading, but nothing has followed it yet.
  if (marks.endsWith('#') && marks !== previousMarks) return { kind: 'heading', words: prefix.length, marks };
  const indent = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const item = listMarker.exec(rest.slice(indent));
  if (item !== null) return { kind: 'item', words: prefix.length + indent + item[0].length, marks };
  // Every dash of a French dialogue begins what another person says; it belongs to the text.
  if (/^[—–][ \t\u00a0]/.test(rest)) return { kind: 'item', words: prefix.length, marks };
  return { kind: 'text', words: prefix.length, marks };
}

/**
 * Paragraphs, list items, headings and lines of dialogue, without the marks that make them so.
 *
 * @param atLineStart whether the text begins where a line does: only there can its first characters be marks.
 */
export function* blocksOf(text: string, atLineStart = true): Generator<Block> {
  let start: number | null = null;
  let end = 0;
  let marks: string | null = null;
  let inComment = false;
  const block = (): Block | null => {
    if (start === null) return null;
    const raw = text.slice(start, end);
    const words = raw.replace(closing, '');
    const found = { start, text: flatten(words), lineEnd: end };
    start = null;
    return found;
  };
  for (const line of linesOf(text)) {
    const inside = line.start === 0 && !atLineStart;
    const reading: Reading = inside
      ? { kind: 'text', words: 0, marks: null }
      : readLine(line.text, marks, inComment);
    if (reading.kind !== 'text' || !continuesBlock(reading.marks, marks, inComment)) {
      const finished = block();
      if (finished !== null) yield finished;
    }
    marks = reading.marks;
    inComment = opensComment(line.text, inComment);
    if (reading.kind === 'gap') continue;
    start ??= line.start + reading.words;
    end = line.start + line.text.length;
  }
  const last = block();
  if (last !== null) yield last;
}

function continuesBlock(marks: string | null, previous: string | null, inComment: boolean): boolean {
  // Markdown lets a quoted paragraph go on without its mark.
  const lazily = marks === '' && previous !== null && /^>[> ]*$/.test(previous);
  return previous === null || marks === previous || lazily || inComment;
}

function opensComment(line: string, inComment: boolean): boolean {
  const opened = line.lastIndexOf('/*');
  const closed = line.lastIndexOf('*/');
  return opened > closed || (inComment && closed < 0);
}
