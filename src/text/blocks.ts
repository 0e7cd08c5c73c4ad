import { flatten, prefixOf } from './linePrefix';
import { linesOf } from './lines';
import { cellsOf, isDelimiterRow, isRow } from './tables';
import { verbatimLines } from './verbatim';

export { flatten } from './linePrefix';

/** A piece of text that no sentence reaches out of: a paragraph, a list item, a heading, a cell, a line of dialogue. */
export interface Block {
  /** UTF-16 offset of `text` in the whole. */
  readonly start: number;
  /** Flattened: as long as the original, offsets stay what they were. */
  readonly text: string;
  /** End of the block's last line, or of its cell; between `text` and it stand closing marks of a comment. */
  readonly lineEnd: number;
}

const listMarker =
  /^(?:[-*+•‣◦]|\d{1,3}[.)]|[a-z]\)|\[\^[^\]\s]+\]:)[ \t]+(?:\[[ xX]\][ \t]+)?(?:\[![A-Za-z]+\][ \t]*)?/;
/** Lines without words: ends of comments, fences, rules, the address that a link's name stands for. */
const rule =
  /^(?:\*\/|-->|`{3,}[^`]*|~{3,}.*|:{3,}.*|\$\$|\[[^\]^][^\]]*\]:[ \t]*\S.*|\[![A-Za-z]+\]|([-*_=])(?:[ \t]*\1){2,}|=+)?[ \t]*$/;

/** What a line says about where blocks begin and end. */
interface Reading {
  readonly kind: 'gap' | 'heading' | 'item' | 'row' | 'text';
  /** Where the words begin, in the line. */
  readonly words: number;
  /** Of a quote or a comment; null where the text begins in the middle of a line. */
  readonly marks: string | null;
}

function readLine(line: string, previousMarks: string | null, inComment: boolean): Reading {
  let prefix = prefixOf(line);
  // A lone `*` continues a comment only within one; elsewhere it begins an item of a list.
  if (prefix.trim() === '*' && !inComment) prefix = '';
  const rest = line.slice(prefix.length);
  const marks = prefix.trim();
  if (rule.test(rest) || isDelimiterRow(line)) return { kind: 'gap', words: line.length, marks };
  if (isRow(rest)) return { kind: 'row', words: prefix.length, marks };
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

/** Whether words at the beginning of a line would be taken for something else than words. */
export function looksLikeMarks(words: string): boolean {
  return readLine(words, null, false).kind !== 'text' || prefixOf(words) !== '' || words.startsWith('|');
}

/**
 * Paragraphs, list items, headings, cells and lines of dialogue, without the marks that make them so. What is no
 * prose, such as fenced code, is in no block.
 *
 * @param atLineStart whether the text begins where a line does: only there can its first characters be marks.
 */
export function* blocksOf(text: string, atLineStart = true): Generator<Block> {
  const lines = linesOf(text);
  const verbatim = verbatimLines(lines);
  let start: number | null = null;
  let end = 0;
  let marks: string | null = null;
  let inComment = false;
  let inTable = false;
  const block = (): Block[] => {
    if (start === null) return [];
    const words = withoutClosing(text.slice(start, end));
    const found = { start, text: flatten(words), lineEnd: end };
    start = null;
    return [found];
  };
  for (const [index, line] of lines.entries()) {
    if (verbatim.has(index)) {
      yield* block();
      marks = prefixOf(line.text).trim();
      continue;
    }
    const inside = index === 0 && !atLineStart;
    let reading: Reading = inside
      ? { kind: 'text', words: 0, marks: null }
      : readLine(line.text, marks, inComment);
    inTable = line.text.includes('|') && (inTable || isDelimiterRow(lines[index + 1]?.text ?? ''));
    if (inTable && reading.kind === 'text') reading = { ...reading, kind: 'row' };
    if (reading.kind !== 'text' || !continuesBlock(reading.marks, marks, inComment)) yield* block();
    marks = reading.marks;
    inComment = opensComment(line.text, inComment);
    if (reading.kind === 'gap') continue;
    if (reading.kind === 'row') {
      yield* cells(line.text, line.start, reading.words);
      continue;
    }
    start ??= line.start + reading.words;
    end = line.start + line.text.length;
  }
  yield* block();
}

function* cells(line: string, offset: number, words: number): Generator<Block> {
  for (const cell of cellsOf(line.slice(words))) {
    const start = offset + words + cell.start;
    const text = flatten(line.slice(words + cell.start, words + cell.end));
    yield { start, text, lineEnd: start + text.length };
  }
}

/** Without the end of a comment, or the marks that close a heading. */
function withoutClosing(text: string): string {
  const words = text.trimEnd();
  if (words.endsWith('-->')) return words.slice(0, -3).trimEnd();
  let end = words.length;
  if (words.endsWith('*/')) {
    end--;
    while (words[end - 1] === '*') end--;
  } else if (words.endsWith('#')) {
    while (words[end - 1] === '#') end--;
    // `C#` is a word.
    if (!/[ \t]/.test(words.charAt(end - 1))) return text;
  }
  return end === words.length ? text : words.slice(0, end).trimEnd();
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
