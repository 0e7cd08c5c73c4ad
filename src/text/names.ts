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

/** Finds names in those parts of a text that nothing else has taken. */
export type FindNames = (text: string, parts: readonly Range[]) => Range[];

/**
 * Finds names that a model would spell, and often wrongly. What is a name is told by its capital, and by a vocabulary
 * that does not have it as a whole; none are found in a title.
 */
export function namesToCarry(isName: IsName): FindNames {
  return (text, parts) => {
    if (!longSmallWord.test(text)) return [];
    const isWithin = ({ start }: Range) => withinSentence.test(text.slice(Math.max(0, start - 8), start));
    return capitalizedWords(text, parts).filter(
      (range) => isWithin(range) && isName(text.slice(range.start, range.end)),
    );
  };
}

/** Finds these names, wherever they stand. */
export function namesAmong(names: ReadonlySet<string>): FindNames {
  return (text, parts) =>
    capitalizedWords(text, parts).filter(({ start, end }) => names.has(text.slice(start, end)));
}

function capitalizedWords(text: string, parts: readonly Range[]): Range[] {
  return parts.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(capitalized)].map(({ index, 0: word }) => ({
      start: start + index,
      end: start + index + word.length,
    })),
  );
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
