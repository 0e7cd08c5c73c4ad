import codes from './languageCodes.json';
import { proseOf, wordsOf } from './languageProse';
import { languageWords } from './languageWords';

/** Neither French nor English, and nobody can say what: ISO 639 has this code for it. */
export const undetermined = 'und';

/** The language of a text: see `detectLanguage`. */
export type LanguageDetector = (text: string) => string | null;

/** How much a text looks like each language, 0..1, by its groups of letters. */
type LetterScores = (prose: string) => Readonly<Record<string, number>>;

let loading: Promise<LanguageDetector> | undefined;

/** The detector, loaded when it is first needed: its tables are as large as the rest of the extension's code. */
export function languageDetector(): Promise<LanguageDetector> {
  loading ??= load();
  return loading;
}

async function load(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall');
  // Languages that share an alphabet with the two that matter; the build leaves the others' tables out.
  const letters = eld.newInstance();
  letters.setLanguageSubset(codes);
  return (text) => detectLanguage(text, (prose) => letters.detect(prose).getScores());
}

/** For each word the languages that it holds together. */
const languagesOfWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(languageWords)) {
  for (const word of words.split(' ')) {
    const languages = languagesOfWord.get(word);
    if (languages === undefined) languagesOfWord.set(word, [language]);
    else languages.push(language);
  }
}

/** Spellings that hardly any other of the languages has, with what each counts, in function words. */
const spellings: readonly (readonly [language: string, pattern: RegExp, weight: number])[] = [
  ['fr', /[œçêèûù]/iu, 0.5],
  ['fr', /[éàîïôë]/iu, 0.2],
  ['fr', /(?:^|[^\p{L}\p{M}])(?:[ljmtsncd]|qu)['’]\p{L}/iu, 0.7],
  ['en', /\p{L}n['’]t(?!\p{L})|\p{L}['’](?:s|re|ve|ll|m|d)(?!\p{L})/iu, 1],
  ['es', /[ñ¿¡]/iu, 1],
  ['de', /[ßäöü]/iu, 0.7],
  ['pt', /[ãõ]/iu, 1],
];

/** Scripts in which one language by far is written. */
const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['el', /\p{Script=Greek}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['zh', /\p{Script=Han}/u],
  ['th', /\p{Script=Thai}/u],
];

/**
 * By how much another language must be ahead of French and English before a text is taken for neither, and one of
 * the two ahead of the other where it is not.
 */
const clearLead = 0.15;
const enoughWords = 2;
/** Longer text says no more: a paragraph is enough. */
const longest = 2000;

/**
 * The language of a text: `fr`, `en`, the ISO 639 code of another one (`und` if that has no name here), or null if
 * the text does not tell: a number, code, a name, a word that several languages have.
 */
export function detectLanguage(text: string, letterScores: LetterScores): string | null {
  const prose = proseOf(text.slice(0, longest));
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const latin = prose.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin < letters / 2) return scripts.find(([, script]) => script.test(prose))?.[0] ?? undetermined;

  const words = wordsOf(prose);
  const scores = withWords(letterScores(prose), prose, words);
  const [best, lead] = firstOf(scores);
  // A lone word may be a name, or belong to several languages; one that holds sentences together counts 1.
  if (best === null || (words.length < enoughWords && lead < 1)) return null;
  if (best === 'fr' || best === 'en') return best;
  const [french, english] = [scores.get('fr') ?? 0, scores.get('en') ?? 0];
  if (lead - Math.max(french, english) >= clearLead) return words.length < enoughWords ? null : best;
  if (Math.abs(french - english) < clearLead) return null;
  return french > english ? 'fr' : 'en';
}

/** The scores with one more for every word that holds sentences of only this language together. */
function withWords(
  letterScores: Readonly<Record<string, number>>,
  prose: string,
  words: readonly string[],
): Map<string, number> {
  const scores = new Map(Object.entries(letterScores));
  const add = (language: string, weight: number): void => {
    scores.set(language, (scores.get(language) ?? 0) + weight);
  };
  for (const word of words) {
    const languages = languagesOfWord.get(word) ?? [];
    for (const language of languages) add(language, 1 / languages.length);
  }
  for (const [language, spelling, weight] of spellings) {
    if (spelling.test(prose)) add(language, weight);
  }
  return scores;
}

function firstOf(scores: ReadonlyMap<string, number>): readonly [language: string | null, score: number] {
  let best: readonly [string | null, number] = [null, 0];
  for (const [language, score] of scores) {
    if (score > best[1]) best = [language, score];
  }
  return best;
}
