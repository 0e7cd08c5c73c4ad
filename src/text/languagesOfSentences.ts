import type { LanguageDetector } from './language';

/**
 * The language of each sentence of a text. One that does not tell by itself (« Taxi ? ») has that of all of them
 * together, and if they do not tell either, that of the text around them; null remains where nothing tells.
 *
 * @param around the text in which the sentences stand, or a part of it
 */
export function languagesOfSentences(
  sentences: readonly string[],
  around: string,
  detect: LanguageDetector,
): (string | null)[] {
  const own = sentences.map(detect);
  if (own.every((language) => language !== null)) return own;
  const common = ours(detect(sentences.join(' '))) ?? ours(detect(around));
  return own.map((language) => language ?? common);
}

/** What does not tell by itself is not refused because of what stands around it. */
function ours(language: string | null): string | null {
  return language === 'fr' || language === 'en' ? language : null;
}
