import type { PairedMarks } from './pairedMarks';

/** Where a link goes, behind its text: `](url "title")`, or `][reference]`. */
const linkEnd =
  /\](?:\([ \t]{0,3}(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,8})(?:[ \t]{1,3}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \t]{0,3}\)|\[[^[\]\n]{0,100}\])/y;

const comment = /<!--(?:(?!-->)[^<]){0,2000}-->/y;
const autolink = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255})>/y;
/** A tag's attributes have values, but for the few that are known to go without. */
const tag =
  /<(\/?)([A-Za-z][A-Za-z0-9.-]{0,40})((?:\s{1,8}(?:[A-Za-z_:@][\w:.@-]{0,60}\s{0,2}=\s{0,2}(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|\{[^{}<]{0,500}\}|[^\s"'<>=]{1,500})|open|hidden|disabled|checked|selected|required|controls|async|defer)){0,30})\s{0,8}(\/?)>/y;

const voidTags = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/**
 * Looks for a mark at `index` and adds it to `marks`.
 *
 * @returns where it ends and whether it is carried over by itself; null if there is none
 */
export function scanMark(
  text: string,
  index: number,
  marks: PairedMarks,
): { end: number; isCopy: boolean } | null {
  switch (text[index] ?? '') {
    case '<':
      return scanAngle(text, index, marks);
    case '!':
      return text[index + 1] === '[' ? openBracket(index, index + 2, marks) : null;
    case '[':
      return openBracket(index, index + 1, marks);
    case ']': {
      const end = matchEnd(linkEnd, text, index);
      if (end === null) return null;
      marks.add({ key: '[', role: 'closes', start: index, end });
      return { end, isCopy: false };
    }
    case '*':
    case '_':
    case '~': {
      let end = index + 1;
      while (text[end] === text[index]) end++;
      marks.addRun(text, index, end);
      return { end, isCopy: false };
    }
    default:
      return null;
  }
}

function openBracket(start: number, end: number, marks: PairedMarks) {
  marks.add({ key: '[', role: 'opens', start, end });
  return { end, isCopy: false };
}

function scanAngle(text: string, index: number, marks: PairedMarks) {
  const whole = matchEnd(comment, text, index) ?? matchEnd(autolink, text, index);
  if (whole !== null) return { end: whole, isCopy: true };
  tag.lastIndex = index;
  const found = tag.exec(text);
  if (found === null) return null;
  const [all, closing, name = '', , selfClosing] = found;
  const end = index + all.length;
  if (selfClosing === '/' || voidTags.test(name)) return { end, isCopy: true };
  marks.add({ key: `<${name.toLowerCase()}`, role: closing === '/' ? 'closes' : 'opens', start: index, end });
  return { end, isCopy: false };
}

function matchEnd(pattern: RegExp, text: string, index: number): number | null {
  pattern.lastIndex = index;
  const found = pattern.exec(text);
  return found === null ? null : index + found[0].length;
}
