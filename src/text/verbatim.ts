import { prefixOf } from './linePrefix';
import type { Line } from './lines';

/**
 * Which lines hold no prose, by their index: front matter, fenced code, formulas, and what HTML takes as it stands.
 * Something that is opened and never closed hides nothing.
 */
export function verbatimLines(lines: readonly Line[]): ReadonlySet<number> {
  const verbatim = new Set<number>();
  const matter = frontMatterEnd(lines);
  for (let index = 0; index <= matter; index++) verbatim.add(index);
  // What each kind of fence needs to be closed is looked for once: backwards, the nearest closing one is known.
  const closings = closingFences(lines);
  for (let index = matter + 1; index < lines.length; index++) {
    const end = closings.get(index);
    if (end === undefined) continue;
    for (; index < end; index++) verbatim.add(index);
    verbatim.add(end);
  }
  return verbatim;
}

/** The line that ends the front matter (YAML or TOML); -1 where there is none. */
function frontMatterEnd(lines: readonly Line[]): number {
  const mark = /^(?:---|\+\+\+)[ \t]*$/.exec(lines[0]?.text ?? '')?.[0].trim();
  if (mark === undefined) return -1;
  // A rule between two chapters looks the same, but is not followed by a key.
  if (!/^(?:[\w."'-]+[ \t]*[:=](?:[ \t]|$)|#|\[)/.test(lines[1]?.text ?? '')) return -1;
  return lines.findIndex(({ text }, index) => {
    const line = text.trimEnd();
    return index > 1 && (line === mark || (mark === '---' && line === '...'));
  });
}

/** For each line that opens something the line that closes it, where there is one. */
function closingFences(lines: readonly Line[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  /** By kind, the lines that can close it, the nearest last. */
  const nearest = new Map<string, { readonly length: number; readonly index: number }[]>();
  for (let index = lines.length - 1; index >= 0; index--) {
    const text = lines[index]?.text ?? '';
    if (!/[`~$<]/.test(text)) continue;
    const line = text.slice(prefixOf(text).length).trim();
    const opened = opening(line);
    if (opened !== null) {
      const end = nearest.get(opened.kind)?.findLast(({ length }) => length >= opened.length);
      if (end !== undefined) ends.set(index, end.index);
      // `<pre>…</pre>` on one line
      else if (opened.ownEnd) ends.set(index, index);
    }
    const closes = closing(line);
    if (closes === null) continue;
    const known = nearest.get(closes.kind) ?? [];
    // A shorter or equal fence further away will never be reached before this one.
    while ((known.at(-1)?.length ?? Infinity) <= closes.length) known.pop();
    known.push({ length: closes.length, index });
    nearest.set(closes.kind, known);
  }
  return ends;
}

interface Fence {
  readonly kind: string;
  readonly length: number;
  readonly ownEnd?: boolean;
}

const html = /^<(pre|script|style|textarea)(?=[\s>])/i;

function opening(line: string): Fence | null {
  const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line);
  const marks = fence?.[1] ?? fence?.[2];
  if (marks !== undefined) return { kind: marks.charAt(0), length: marks.length };
  if (line === '$$') return { kind: '$', length: 2 };
  const tag = html.exec(line)?.[1]?.toLowerCase();
  if (tag === undefined) return null;
  const ownEnd = line.toLowerCase().includes(`</${tag}>`);
  return { kind: tag, length: ownEnd ? Infinity : 0, ownEnd };
}

function closing(line: string): Fence | null {
  if (/^(?:`{3,}|~{3,})$/.test(line)) return { kind: line.charAt(0), length: line.length };
  if (line === '$$') return { kind: '$', length: 2 };
  const tag = /<\/(pre|script|style|textarea)>/i.exec(line)?.[1]?.toLowerCase();
  return tag === undefined ? null : { kind: tag, length: 0 };
}
