import { restoreCase, type RankOf } from './restoreCase';

/**
 * Text in capitals alone, as it would be written otherwise: `NE PAS OUVRIR` is `Ne pas ouvrir`. A model knows words by
 * their usual letters and has to spell the others. Abbreviations that the vocabulary knows stay; every character keeps
 * its place. Null for text that has small letters, or for nothing but abbreviations.
 */
export function withoutCapitals(text: string, language: string, rankOf: RankOf): string | null {
  if (!/\p{Lu}{2}/u.test(text) || /\p{Ll}/u.test(text)) return null;
  const words = text.match(/\p{L}+|[^\p{L}]+/gu) ?? [];
  const restored = restoreCase(words, language, rankOf).join('');
  return /\p{Ll}/u.test(restored) ? restored : null;
}
