/**
 * The substitutions of mteval-v13a for Western languages, in their order. As there, digits are those of ASCII, and
 * `[^0-9]` is one character, however many code units it has.
 */
const substitutions = [
  // Punctuation and symbols of ASCII, without the apostrophe, comma, hyphen and full stop.
  [/([{-~[-` -&(-+:-@/])/gu, ' $1 '],
  // Full stop and comma, unless a digit is before them
  [/([^0-9])([.,])/gu, '$1 $2 '],
  // … or unless a digit is behind them.
  [/([.,])([^0-9])/gu, ' $1 $2'],
  // A hyphen behind a digit.
  [/([0-9])(-)/gu, '$1 $2 '],
] as const satisfies readonly (readonly [RegExp, string])[];

/** What Python's `str.split` takes for white space: that of Unicode, and four separators of ASCII. */
const spaceClass = String.raw`[\p{White_Space}\x1C-\x1F]`;
const space = new RegExp(spaceClass, 'u');
const spaces = new RegExp(`${spaceClass}+`, 'u');

/**
 * The tokens of a text as BLEU counts them: `tok:13a` of sacreBLEU (Post 2018), which is NIST's `mteval-v13a.pl` of
 * the WMT evaluations. It is to be given text as people write it, not words that somebody has split already.
 */
export function tokenize13a(text: string): string[] {
  let line = withoutSpacesAtEnd(text)
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  line = ` ${line} `;
  for (const [pattern, replacement] of substitutions) line = line.replace(pattern, replacement);
  return line.split(spaces).filter((token) => token !== '');
}

/** Taken away first, so that a hyphen before a line break at the very end stays. All white space is in one code unit. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
