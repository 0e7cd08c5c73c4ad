import type { Range } from './pieceOffsets';
import translated from './translatedNames.json';

/** Whether a word with a capital is written the same in every language, and better not left to a model. */
export type IsName = (word: string) => boolean;

/** A word with a capital, or several with hyphens: `Dupont`, `Jean-Luc`. */
const capitalized =
  /(?<![\p{L}\p{M}\p{N}_])\p{Lu}[\p{L}\p{M}]{2,}(?:-\p{Lu}[\p{L}\p{M}]+)*(?![\p{L}\p{M}\p{N}_])/gu;
/** Behind these, and marks, a capital belongs to the word, not to the beginning of a sentence. */
const withinSentence = /[\p{L}\p{N},;'’-][\s*_~[(]*$/u;
/** In a title every word has a capital; in a sentence longer words have small letters. */
const longSmallWord = /(?<![\p{L}\p{M}\p{N}])\p{Ll}[\p{L}\p{M}]{3,}/u;

/**
 * Names that a model would spell, and often wrongly, between `from` and `to`. What is a name is told by its capital,
 * and by a vocabulary that does not have it as a whole; none are found in a title.
 */
export function nameRanges(text: string, from: number, to: number, isName: IsName): Range[] {
  return [...text.slice(from, to).matchAll(capitalized)]
    .map(({ index, 0: name }) => ({ start: from + index, end: from + index + name.length }))
    .filter(
      ({ start, end }) =>
        withinSentence.test(text.slice(Math.max(0, start - 8), start)) && isName(text.slice(start, end)),
    );
}

/** Whether capitals tell names: not in a title. */
export function hasSmallWords(text: string): boolean {
  return longSmallWord.test(text);
}

/**
 * A name of a language: no part of it is written otherwise elsewhere (`Autriche`), and one part at least is none that
 * the vocabulary has.
 *
 * @param knows whether a word is a piece of the vocabulary by itself
 */
export function isNameOf(language: string, knows: (word: string) => boolean): IsName {
  const changing = changingWords.get(language);
  if (changing === undefined) return () => false;
  return (name) => {
    const parts = name.split('-');
    return !parts.some((part) => changing.has(part)) && parts.some((part) => !knows(part));
  };
}

/** Made from parallel text by training/names.py. */
const changingWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(translated).map(([language, words]) => [language, new Set(words)]),
);
