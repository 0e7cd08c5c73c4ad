import { languageDetector, undetermined } from '../text/language';

/** The languages of a document's sentences. */
export interface DocumentLanguages {
  /** That of most of its text; French if nothing tells. */
  readonly main: string;
  /** The sentences that are clearly in another one, with its ISO 639 code. */
  readonly foreign: ReadonlyMap<string, string>;
}

/** One endless sentence, perhaps a list of words or no prose at all, must not outweigh all others. */
const mostOfOne = 200;

/** Looks at every sentence by itself; one that does not tell its language has that of the document. */
export async function documentLanguages(sentences: readonly string[]): Promise<DocumentLanguages> {
  const detect = await languageDetector();
  const own = new Map<string, string>();
  const lengths = new Map<string, number>();
  for (const sentence of sentences) {
    const language = own.get(sentence) ?? detect(sentence);
    if (language === null) continue;
    own.set(sentence, language);
    lengths.set(language, (lengths.get(language) ?? 0) + Math.min(sentence.length, mostOfOne));
  }
  const [main = 'fr'] = [...lengths].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return { main, foreign: new Map([...own].filter(([, language]) => language !== main)) };
}

/** The English name of a language. */
export function nameOf(language: string): string {
  if (language === undetermined || language === '') return 'another language';
  return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}
