/** Words as natural text, with the word that each of its characters came from. */
export interface JoinedWords {
  readonly text: string;
  /** For each UTF-16 unit of `text` the index of its word; -1 for a space between words. */
  readonly owners: readonly number[];
}

/** Which of its two neighbours a word is written together with. */
interface Glue {
  readonly left?: boolean;
  readonly right?: boolean;
}

interface Place {
  readonly word: string;
  readonly previous: string;
  readonly next: string;
  /** Whether a quotation begun with this mark is open. */
  readonly open: boolean;
  readonly language: string;
  /** Whether hyphens stand apart in this text, as words of their own. */
  readonly splitHyphens: boolean;
}

/**
 * Words of an aligner's text (`l' homme`, `do n't`, ` .`) written as people write them: the models were trained on
 * natural text and have never seen a space before a comma. English and French rules; of other languages only what
 * both have in common.
 */
export function joinWords(words: readonly string[], language: string): JoinedWords {
  const splitHyphens = !words.some((word) => /[\p{L}\p{N}]-\p{L}/u.test(word));
  const openQuotes = new Set<string>();
  let text = '';
  const owners: number[] = [];
  let glued = true;
  words.forEach((written, i) => {
    const word = unescaped(written);
    const [previous, next] = [unescaped(words[i - 1] ?? ''), unescaped(words[i + 1] ?? '')];
    const open = openQuotes.has(word);
    const glue = glueOf({ word, previous, next, open, language, splitHyphens });
    if (isStraightQuote(word) && glue.left !== glue.right) {
      if (open) openQuotes.delete(word);
      else openQuotes.add(word);
    }
    if (!glued && glue.left !== true) {
      text += ' ';
      owners.push(-1);
    }
    text += word;
    owners.push(...new Array<number>(word.length).fill(i));
    glued = glue.right === true;
  });
  return { text, owners };
}

function glueOf(place: Place): Glue {
  const { word, previous, next, open, language, splitHyphens } = place;
  if (isApostrophe(word) && isWithinWord(place)) return { left: true, right: true };
  if (isApostrophe(word) && !open && language === 'en' && /s$/i.test(previous)) return { left: true }; // workers '
  if (isStraightQuote(word)) return open ? { left: true } : { right: true };
  if (opening.has(word) || (language === 'en' && currency.has(word))) return { right: true };
  if (closing.has(word) || (language === 'en' && closingInEnglish.has(word))) return { left: true };
  if ((word === '-' && splitHyphens) || word === '/') return isBetweenWords(previous, next);
  return { left: continues(word, language), right: language === 'fr' && /^\p{L}+['’]$/u.test(word) };
}

const opening = new Set(['(', '[', '{', '«', '“', '‘', '„', '¿', '¡']);
const closing = new Set(['.', ',', ')', ']', '}', '»', '”', '…', '...']);
/** French has a space before these, as most of the training text does. */
const closingInEnglish = new Set(['?', '!', ':', ';', '%']);
const currency = new Set(['$', '£', '€']);

/** What an apostrophe that stands alone belongs to: `c ' est`, `it ' s`; else it is a quotation mark. */
function isWithinWord({ previous, next, language }: Place): boolean {
  if (language === 'fr') return next !== '' && elided.test(previous);
  return language === 'en' && /\p{L}$/u.test(previous) && /^(?:s|t|re|ve|ll|d|m)$/iu.test(next);
}

const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|aujourd|entr)$/iu;

/** A word that goes on with the one before: `'s`, `n't`; `-il`, `-là`. */
function continues(word: string, language: string): boolean {
  if (/^-\p{L}/u.test(word)) return true;
  return language === 'en' && /^(?:['’](?:s|t|re|ve|ll|d|m)|n['’]t)$/iu.test(word);
}

function isBetweenWords(previous: string, next: string): Glue {
  const between = /[\p{L}\p{N}]$/u.test(previous) && /^[\p{L}\p{N}]/u.test(next);
  return between ? { left: true, right: true } : {};
}

function isApostrophe(word: string): boolean {
  return word === "'" || word === '’';
}

function isStraightQuote(word: string): boolean {
  return word === '"' || isApostrophe(word);
}

/** How the tokenizers of Moses and of the Penn Treebank write what has a meaning of its own to them. */
const escapes: Readonly<Record<string, string>> = {
  '&apos;': "'",
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#91;': '[',
  '&#93;': ']',
  '&#124;': '|',
  '&amp;': '&',
};
const treebank: Readonly<Record<string, string>> = {
  '``': '“',
  "''": '”',
  '-LRB-': '(',
  '-RRB-': ')',
  '@-@': '-',
};

function unescaped(word: string): string {
  return (
    treebank[word] ?? word.replace(/&(?:apos|quot|lt|gt|amp|#91|#93|#124);/g, (name) => escapes[name] ?? name)
  );
}
