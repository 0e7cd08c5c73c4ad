/** What says nothing of the language it stands in, longest first: code, addresses, paths, tags, entities. */
const noise = [
  /```[^]*?(?:```|$)/g,
  /``[^]*?``|`[^`\n]*`/g,
  /<[^<>\n]*>/g,
  /\b(?:https?|ftp|file):\/\/\S+|\bwww\.\S+/gi,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/gi,
  /(?:\.{0,2}\/)+[\w.-]+(?:\/[\w.-]+)*|\b[\w-]+(?:\/[\w.-]+){2,}/g,
  // Names as programs write them: snake_case, camelCase, name(), with.dots, and anything with a digit in it.
  /\b\w+(?:_\w+)+\b|\b\p{Ll}+\p{Lu}\w*|[\w.]+\([^()\n]*\)|\b\w+\.\w+(?:\.\w+)+/gu,
  /[\p{L}\p{M}]*\p{N}[\p{L}\p{N}]*/gu,
];

/** The text without what belongs to no language, and without Markdown's marks. */
export function proseOf(text: string): string {
  const links = text.replace(/!?\[([^\]\n]*)\]\([^()\n]*\)/g, '$1');
  const prose = noise.reduce((rest, pattern) => rest.replace(pattern, ' '), links);
  return prose.replace(/[*_~#>|=\\{}[\]]+/g, ' ');
}

/** Its words; an apostrophe ends one, so that `l’eau` and `don’t` are two. */
export function wordsOf(prose: string): string[] {
  return Array.from(prose.toLowerCase().matchAll(/[\p{L}\p{M}]+/gu), ([word]) => word);
}
