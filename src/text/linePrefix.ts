/** Quote marks of Markdown and mail, and the marks that begin a line of a comment, where a space follows. */
const quote = String.raw`(?:>[ \t]?)*`;
const comment = String.raw`(?:(?:\/\/+!?|\/\*+|<!--|#+|\*|--|;+|%+)(?=[ \t\r\n]|$))?`;
const linePrefix = new RegExp(String.raw`^[ \t]*${quote}[ \t]*${comment}[ \t]*`);
/** A break between two lines of a block; a backslash before it makes it a hard one in Markdown. */
const joint = new RegExp(String.raw`(\\?(?:\r\n?|\n))([ \t]*${quote}[ \t]*${comment})`, 'g');
const lineSeparator = /[\v\f\u0085\u2028\u2029]/g;

/** The quote and comment marks that a line begins with, and the blanks around them. */
export function prefixOf(line: string): string {
  return linePrefix.exec(line)?.[0] ?? '';
}

/**
 * One line of what was written over several: breaks, tabs, and the quote and comment marks that begin a
 * continued line become spaces, as many as they were long.
 */
export function flatten(text: string): string {
  return text
    .replace(joint, (marks) => ' '.repeat(marks.length))
    .replace(lineSeparator, ' ')
    .replaceAll('\t', ' ');
}

/** What parts two lines of a block: the break, the blanks around it, and the marks of the second line. */
export interface Joint {
  readonly start: number;
  readonly end: number;
}

/** The joints of the lines of a text that `flatten` makes one line of, in order and apart. */
export function jointsOf(text: string): Joint[] {
  const joints: Joint[] = [];
  const found = [...text.matchAll(joint), ...text.matchAll(lineSeparator)];
  let last = 0;
  for (const { index, 0: marks } of found.sort((a, b) => a.index - b.index)) {
    let [start, end] = [index, index + marks.length];
    while (start > last && isBlank(text, start - 1)) start--;
    while (end < text.length && isBlank(text, end)) end++;
    joints.push({ start, end });
    last = end;
  }
  return joints;
}

function isBlank(text: string, index: number): boolean {
  const character = text[index];
  return character === ' ' || character === '\t';
}
