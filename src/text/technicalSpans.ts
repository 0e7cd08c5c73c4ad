import { amountPatterns } from './amounts';

/**
 * What a writer of technical prose puts among words and nobody translates: addresses, paths, identifiers, numbers.
 * Every pattern is anchored where it is tried, and repeats a bounded number of times or over one class of characters
 * alone: time grows with the length of the text, whatever is in it.
 */

/** Tries to find something at `index`; how many units it has, 0 for nothing. */
type Finder = (text: string, index: number) => number;

/** Letters, marks and digits: what a word is made of, here and wherever "word" is said below. */
const wordCharacter = String.raw`[\p{L}\p{M}\p{N}]`;
const isWord = new RegExp(wordCharacter, 'u');
/** Nothing that belongs to a word follows. */
const wordEnd = String.raw`(?![\p{L}\p{M}\p{N}_])`;

/** Kinds of files and top-level domains: `mot.autre` without a space is a slip, `note.md` and `exemple.fr` are names. */
const endings =
  'app|be|bash|bat|bib|bin|c|ca|cc|cfg|ch|com|conf|cpp|cs|css|csv|de|dev|dll|doc|docx|edu|es|eu|exe|fr|gif|go|gov|gz|h|' +
  'hpp|htm|html|info|ini|io|ipynb|it|jar|java|jpeg|jpg|js|json|jsx|kt|lock|log|lu|md|mjs|mp3|mp4|net|onnx|org|pdf|php|' +
  'png|ps1|py|rb|rs|safetensors|sh|so|sql|svg|tar|tex|toml|ts|tsv|tsx|txt|uk|vsix|vue|wasm|xls|xlsx|xml|yaml|yml|zip';

function pattern(source: string, accept: (found: string) => boolean = () => true): Finder {
  const sticky = new RegExp(source, 'uy');
  return (text, index) => {
    sticky.lastIndex = index;
    const found = sticky.exec(text)?.[0] ?? '';
    return accept(found) ? found.length : 0;
  };
}

/** As `pattern`, without the punctuation that follows an address in a sentence. */
function address(source: string): Finder {
  const find = pattern(source);
  return (text, index) => addressLength(text, index, find(text, index));
}

/** Closing brackets belong to an address if it opened them: `(https://x.org/a_(b))`. */
function addressLength(text: string, start: number, length: number): number {
  let depth = 0;
  for (let i = start; i < start + length; i++) depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0;
  let end = start + length;
  while (end > start) {
    const last = text[end - 1] ?? '';
    if (last === ')' && depth < 0) depth++;
    else if (!/[.,;:!?'"*_~…]/u.test(last)) break;
    end--;
  }
  return end - start;
}

const inAddress = String.raw`[^\s\u0085<>"«»“”‘’\x60{}|\\^[\]]`;
const rest = String.raw`${inAddress}+(?:\[[^\s[\]()<>]{0,64}\]${inAddress}*){0,20}`;

/** Of digits and separators: a date, a time, a decimal, a range. One or two plain digits are words to the model. */
function isNumber(found: string): boolean {
  return (found.match(/\d/g)?.length ?? 0) >= 3 || /\d[.,:]\d/.test(found);
}

/** Short numbers with an ending that another language writes otherwise: `1er`, `2nd`, `90s`. */
const inflected = /^\d{1,2}(?:er|ère|re|nde?|e|è|ème|eme|st|nd|rd|th)?s?$/iu;

/** A number, and the letters that it may end with: `12,5`, `2026-11-21`, `5km`, `10h30`; `1er` is for the model. */
const numberSpan: Finder = (() => {
  const digits = pattern(String.raw`\d+(?:[.,:/\u2013-]\d+)*`);
  const tail = pattern(`${wordCharacter}+`);
  return (text, index) => {
    const length = digits(text, index);
    if (length === 0) return 0;
    const letters = tail(text, index + length);
    const all = text.slice(index, index + length + letters);
    if (inflected.test(all)) return 0;
    return /\p{L}/u.test(all) || isNumber(all) ? all.length : 0;
  };
})();

const joined = String.raw`(?:(?:\.|::|->)[\p{L}_$][\p{L}\p{N}_$]{0,60}){0,12}`;
const identifier = String.raw`[\p{L}$][\p{L}\p{M}\p{N}_$]{0,120}`;

/** Only underscores, capitals inside, a call and the like make a name of a word: `snake_case`, `camelCase`, `f()`. */
function isIdentifier(found: string): boolean {
  return (
    /[\p{L}\p{N}]_+[\p{L}\p{N}]|\.__|\p{Ll}\p{Lu}|::|->|\(/u.test(found) ||
    (/\d/.test(found) && /\p{L}/u.test(found))
  );
}

/** In the order in which they are tried; each at the beginning of a word or of a run of marks. */
const finders: readonly Finder[] = [
  pattern(String.raw`&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});`),
  address(String.raw`[A-Za-z][A-Za-z0-9+.-]{1,15}:\/\/(?:\[[0-9A-Fa-f:.]{2,45}\])?${rest}`),
  address(String.raw`(?:www\.|mailto:)${rest}`),
  pattern(
    String.raw`[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,5}`,
  ),
  // Paths: of Windows, from the root or a home folder, relative ones that end in a file's name or a slash.
  address(String.raw`[A-Za-z]:\\[^\s\u0085<>"|?*«»]{1,260}`),
  address(String.raw`~?(?:\.{1,2})?\/[\w.@+-]{1,80}(?:\/[\w.@+-]{1,80}){1,30}\/?`),
  address(String.raw`(?:~|\.{1,2})\/[\w.@+-]{0,80}`),
  address(String.raw`(?:[\w.@+-]{1,60}\/){1,20}[\w@+-]{1,60}(?:\.[A-Za-z0-9_-]{1,20}){1,4}${wordEnd}`),
  pattern(String.raw`[\w@-]{1,60}\/(?:[\w.@-]{1,60}\/){0,20}(?=[\s,;:.)]|$)`),
  address(String.raw`@[\p{L}\p{N}_][\w-]{0,60}(?:\/[\w.-]{1,60})?`),
  // An issue, a tag, a colour.
  pattern(String.raw`#[\p{L}\p{N}_][\p{L}\p{N}_-]{0,60}`),
  address(
    String.raw`[\p{L}\p{N}][\p{L}\p{N}_-]{0,60}(?:\.[\p{L}\p{N}_-]{1,60}){0,4}\.(?:${endings})(?![\p{L}\p{N}_]|[.-][\p{L}\p{N}])(?:\/${rest})?`,
  ),
  pattern(String.raw`\.[a-z][a-z0-9_-]{2,40}(?:\.[a-z0-9]{1,10})?${wordEnd}`),
  // A language's name, then what is written around an operator without spaces: `key=value`, `x^2`.
  pattern(String.raw`[A-Z]{1,2}(?:\+\+|\+|#)${wordEnd}`),
  pattern(String.raw`[\p{L}\p{N}_.]{1,40}(?:[=+^\\]{1,3}[\p{L}\p{N}_.]{1,40}){1,10}`),
  pattern(String.raw`--[A-Za-z][\w-]{0,40}(?:=[\w./:-]{1,80})?`),
  // What a program puts values in for, formulae, and escapes: `{name}`, `%s`, `$x^2$`, `\*`.
  pattern(
    String.raw`\$\{[^{}\s]{1,80}\}|\{\{[^{}]{1,80}\}\}|\{[\p{L}\p{N}_]{1,40}\}|%(?:\d\$)?[sdif]${wordEnd}`,
  ),
  pattern(String.raw`\$(?=\S)[^$\n]{1,200}(?<=\S)\$(?!\d)`, (found) => /[\\^_{}=]/.test(found)),
  pattern(String.raw`\\(?:[A-Za-z]{1,40}|[!-\/:-@[-\x60{-~])`),
  pattern(String.raw`\[\^[^\]\s]{1,40}\]`),
  // A ruled line, a line to fill in.
  pattern(String.raw`_{4,}|\*{4,}|~{3,}|={3,}|-{4,}|\.{4,}`),
  // Numbers: a moment, an identifier of 128 bits, a version, a telephone number, groups of thousands.
  pattern(
    String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?${wordEnd}`,
  ),
  pattern(String.raw`[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}${wordEnd}`),
  pattern(
    String.raw`(?:[vV]\d{1,9}(?:\.\d{1,9}){0,5}|\d{1,9}(?:\.\d{1,9}){2,5})(?:-[0-9A-Za-z]{1,20}(?:\.[0-9A-Za-z]{1,20}){0,4})?${wordEnd}`,
  ),
  pattern(
    String.raw`\+\d{1,3}(?:[ \u00a0\u202f.-]?\d{1,4}){2,6}(?!\d)|\d{2}(?:[ \u00a0\u202f.]\d{2}){4}(?!\d)`,
  ),
  ...amountPatterns.map((source) => pattern(source)),
  pattern(String.raw`\d{1,3}(?:[ \u00a0\u202f'’]\d{3}){1,10}(?:[.,]\d{1,20})?(?![\p{L}\p{N}])`),
  // COVID-19, UTF-8, CVE-2021-44228.
  pattern(String.raw`[A-Z][A-Za-z]{0,20}(?:-[A-Z0-9]{1,12}){0,4}-\d{1,12}[A-Za-z]?(?![\p{L}\p{N}_-])`),
  numberSpan,
  // A call with arguments needs a name that is one by itself: `mot(s)` is a plural.
  pattern(String.raw`${identifier}${joined}\([^\s()]{0,80}\)`, (found) => {
    const name = found.slice(0, found.indexOf('('));
    return found.endsWith('()') || isIdentifier(name);
  }),
  pattern(String.raw`__[a-z]{2,20}__(?=\(|\.[\p{L}_])(?:\(\))?`),
  pattern(identifier + joined, isIdentifier),
];

/** What no finder takes, whatever follows: nine words of ten in prose, which need not be shown to all of them. */
const plainWord = /\p{Lu}?\p{Ll}+(?=[.,;:!?…]?(?:\s|$))/uy;

/** What begins with one of these begins only after a blank or an opening mark: `et/ou`, `nom.nom` go on. */
const startsApart = /[./@#~%-]/;
const opensBefore = /[\s\u0085([{«“"'’‘*_—–]/u;

/**
 * The length of what begins at `index` and is carried over as a whole; 0 if nothing does.
 *
 * @param index not inside of a word
 */
export function technicalSpanAt(text: string, index: number): number {
  plainWord.lastIndex = index;
  if (plainWord.test(text)) return 0;
  if (index > 0 && startsApart.test(text[index] ?? '') && !opensBefore.test(text[index - 1] ?? '')) return 0;
  for (const find of finders) {
    const length = find(text, index);
    if (length > 0) return length;
  }
  return 0;
}

/** Where the word at `index` ends; `index` itself if there is none. */
export function endOfWord(text: string, index: number): number {
  word.lastIndex = index;
  return index + (word.exec(text)?.[0].length ?? 0);
}

const word = new RegExp(`${wordCharacter}+`, 'uy');

/** Whether the character that ends before `index` belongs to a word. */
export function isAfterWord(text: string, index: number): boolean {
  return index > 0 && isWord.test(characterBefore(text, index));
}

export function isBeforeWord(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  return code !== undefined && isWord.test(String.fromCodePoint(code));
}

function characterBefore(text: string, index: number): string {
  const unit = text[index - 1] ?? '';
  return /[\uDC00-\uDFFF]/.test(unit) ? text.slice(Math.max(0, index - 2), index) : unit;
}
