/**
 * The place of a word in a vocabulary that was learned from text in its usual case, the most frequent first; null
 * if the word is not in it as a whole.
 */
export type RankOf = (word: string) => number | null;

/**
 * Capitals for text that has lost them, as that of aligners often has: a model that was trained on natural text
 * takes `madam president` for something else than `Madam President`.
 *
 * Only words of a line with letters of one case (all small, or all capitals) are changed: each becomes what the
 * vocabulary knows best, small, with a capital or in capitals. The first letter of any line becomes a capital.
 */
export function restoreCase(words: readonly string[], language: string, rankOf: RankOf): string[] {
  const text = words.join('');
  const isMixed = /\p{Lu}/u.test(text) && /\p{Ll}/u.test(text);
  const restored = isMixed ? [...words] : words.map((word) => likelier(word, language, rankOf));
  const first = restored.findIndex((word) => /[\p{L}\p{N}]/u.test(word));
  return restored.map((word, i) => (i === first ? capitalized(word) : word));
}

function likelier(word: string, language: string, rankOf: RankOf): string {
  const small = sameLength(word, word.toLowerCase());
  if (language === 'en' && /^i(?:['’]\p{L}+)?$/u.test(small)) return capitalized(small);
  // A single letter is as often a part of something as a word.
  if (small.length < 2) return small;
  const forms = [small, capitalized(small), sameLength(word, word.toUpperCase())];
  const ranked = forms.map((form) => rankOf(form) ?? Infinity);
  return forms[ranked.indexOf(Math.min(...ranked))] ?? small;
}

/** With a capital as its first letter; words that begin with something else stay. */
function capitalized(word: string): string {
  const [first = ''] = word;
  return sameLength(word, first.toUpperCase() + word.slice(first.length));
}

/** Some letters become two in the other case (ß); then the word stays, so that places in the text keep their meaning. */
function sameLength(word: string, changed: string): string {
  return changed.length === word.length ? changed : word;
}
