import { hasWords, partsOf, type Part } from './document';
import type { Sentence } from './sentences';
import { sentencesOf } from './sentences';

/** Marks next to a sentence that are none of its words: of emphasis, ends of links, tags. */
const marksBefore = /(?:[^\s\p{L}\p{N}<>]|<\/?[a-z][^<>\s]*>)*$/iu;
const marksBehind = /^(?:[^\s\p{L}\p{N}<>\]]|\]\([^)\s]*\)|\]|<\/?[a-z][^<>\s]*>)*/iu;
/** As much of a line as marks are looked for in. */
const lookaround = 200;

/**
 * Some sentences of a text with what stands between them. Where other sentences stand between two of them, as between
 * two selections, the second begins a new line. Marks of Markdown that belong to several sentences or lines come
 * along, those of a lone sentence do not.
 *
 * @param sentences in order and apart
 */
export function passagesOf(text: string, sentences: readonly Sentence[]): Part[] {
  const parts: Part[] = [];
  let run: Sentence[] = [];
  const finish = (): void => {
    if (run.length === 0) return;
    if (parts.length > 0) parts.push({ kind: 'between', text: '\n' });
    parts.push(...passageOf(text, run));
    run = [];
  };
  for (const sentence of sentences) {
    const last = run.at(-1);
    if (last !== undefined && hasSentences(text.slice(endOf(last), sentence.start))) finish();
    run.push(sentence);
  }
  finish();
  return parts;
}

function hasSentences(between: string): boolean {
  for (const { text } of sentencesOf(between, false)) {
    if (hasWords(text)) return true;
  }
  return false;
}

function passageOf(text: string, run: readonly Sentence[]): Part[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  let [start, end] = [first.start, endOf(last)];
  const isOverLines = /[\r\n]/.test(text.slice(start, end));
  if (run.length > 1 || isOverLines) {
    const before = lineBefore(text, start);
    const behind = lineBehind(text, end);
    const [near, far] = [marksBefore.exec(before)?.[0] ?? '', marksBehind.exec(behind)?.[0] ?? ''];
    const isWholeLine = (line: string): boolean => isOverLines && !/\p{L}/u.test(line);
    start -= isWholeLine(before) ? before.length : near.length;
    end += isWholeLine(behind.slice(far.length)) ? behind.trimEnd().length : far.length;
  }
  const moved = run.map((sentence) => ({ ...sentence, start: sentence.start - start }));
  return partsOf(text.slice(start, end), moved);
}

/** What stands before an offset in its line; nothing if that is a lot. */
function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - lookaround), offset);
  const line = near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
  return line.length < lookaround ? line : '';
}

function lineBehind(text: string, offset: number): string {
  const near = text.slice(offset, offset + lookaround);
  const length = near.search(/[\r\n]/);
  return length < 0 ? near : near.slice(0, length);
}

function endOf({ start, text }: Sentence): number {
  return start + text.length;
}
