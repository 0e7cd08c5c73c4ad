// Marks of Markdown and HTML in running text: where they stand, and which two belong together.

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An opening and a closing mark with words between them: `**…**`, `[…](address)`, `<b>…</b>`. */
export interface Pair {
  readonly open: Span;
  readonly close: Span;
}

export interface Marks {
  /** In the order of their closing marks. */
  readonly pairs: readonly Pair[];
  /** In order and apart: code, addresses, tags. No sentence ends inside of one. */
  readonly opaque: readonly Span[];
}

/** Delimiters as they come; a run of the same character is one. An escaped character is none. */
const delimiter = /\\[^\n]|`+|\*+|_+|~{2,}|!?\[|\]|<\/?[A-Za-z][^<>]*>/gu;
/** What follows the `]` of a link: its address, or the name of one. */
const linkEnd = /\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)|\[[^[\]\n]*\]/uy;
/** Longer than any address: looking for an end must not take the time of a whole text. */
const longestLinkEnd = 4096;

/** The marks of a text, in time that grows with its length. */
export function marksOf(text: string): Marks {
  const pairs: Pair[] = [];
  const opaque: Span[] = [];
  const open = new Map<string, Span[]>();
  const codes = codeSpans(text);
  let nextCode = 0;
  let end = 0;
  const closeWith = (key: string, close: Span): boolean => {
    const before = open.get(key)?.pop();
    if (before !== undefined) pairs.push({ open: before, close });
    return before !== undefined;
  };
  const remember = (key: string, span: Span): void => {
    const spans = open.get(key);
    if (spans === undefined) open.set(key, [span]);
    else spans.push(span);
  };
  for (const match of text.matchAll(delimiter)) {
    const [mark] = match;
    const span = { start: match.index, end: match.index + mark.length };
    if (span.start < end) continue;
    while ((codes[nextCode]?.start ?? Infinity) < span.start) nextCode++;
    const code = codes[nextCode];
    if (code?.start === span.start) {
      nextCode++;
      opaque.push(code);
      end = code.end;
    } else if (mark.startsWith('<')) {
      opaque.push(span);
      end = span.end;
      const name = /[A-Za-z][^\s/>]*/.exec(mark)?.[0].toLowerCase() ?? '';
      if (mark.startsWith('</')) closeWith(`<${name}`, span);
      else if (!mark.endsWith('/>')) remember(`<${name}`, span);
    } else if (mark.endsWith('[')) {
      remember('[', span);
    } else if (mark === ']') {
      const address = addressAt(text, span.end);
      if (address === null) {
        open.get('[')?.pop();
      } else if (closeWith('[', { start: span.start, end: address })) {
        opaque.push({ start: span.start, end: address });
        end = address;
      }
    } else if (/^[*_~]/.test(mark)) {
      const side = sideOf(text, span);
      const closed = side.closes && closeWith(mark, span);
      if (!closed && side.opens) remember(mark, span);
    }
  }
  return { pairs, opaque };
}

/** Code in backticks: the next run of as many ends it. Without one they are characters like others. */
function codeSpans(text: string): Span[] {
  const runs = Array.from(text.matchAll(/`+/g), ({ 0: { length }, index }) => ({ start: index, length }));
  const next: number[] = [];
  const later = new Map<number, number>();
  for (let at = runs.length - 1; at >= 0; at--) {
    const { length } = runs[at] ?? { length: 0 };
    next[at] = later.get(length) ?? -1;
    later.set(length, at);
  }
  const spans: Span[] = [];
  for (let at = 0; at < runs.length; at++) {
    const opening = runs[at];
    const closing = runs[next[at] ?? -1];
    if (opening === undefined || closing === undefined) continue;
    if (text[opening.start - 1] === '\\') continue;
    spans.push({ start: opening.start, end: closing.start + closing.length });
    at = next[at] ?? at;
  }
  return spans;
}

/** Where the address ends that begins there; null if none does. */
function addressAt(text: string, start: number): number | null {
  const [first] = text.slice(start, start + 1);
  if (first !== '(' && first !== '[') return null;
  linkEnd.lastIndex = 0;
  const found = linkEnd.exec(text.slice(start, start + longestLinkEnd));
  return found === null ? null : start + found[0].length;
}

/** Emphasis begins before a word and ends behind one; inside a word its characters mean nothing. */
function sideOf(text: string, { start, end }: Span): { opens: boolean; closes: boolean } {
  const before = start === 0 ? ' ' : text.charAt(start - 1);
  const after = text.charAt(end) || ' ';
  const [spaceBefore, spaceAfter] = [/\s/u.test(before), /\s/u.test(after)];
  const [wordBefore, wordAfter] = [/[\p{L}\p{N}]/u.test(before), /[\p{L}\p{N}]/u.test(after)];
  return { opens: !spaceAfter && !wordBefore, closes: !spaceBefore && !wordAfter };
}
