import { outcomeOf, outcomeOfFailure } from '../model/sentenceOutcome';
import type { Translation } from '../protocol/translation';
import { assemble, hasWords, sentencePartsOf, type TextDocument } from '../text/document';

/** All sentences of a selection, translated and put together again. */
export interface WholeTranslation {
  readonly text: string;
  readonly sentences: number;
  /** How many of them could not be translated, and stand there as they were. */
  readonly kept: number;
  /** What a person must know, one entry for each sentence that it is about. */
  readonly problems: readonly string[];
}

/**
 * Translates a text's sentences one after another.
 *
 * @param translationOf the translation of the sentence with that index
 * @param report told before each sentence how many are done
 * @throws what every sentence would fail with, and the signal's reason
 */
export async function translateWhole(
  layout: TextDocument,
  translationOf: (index: number, signal: AbortSignal) => Promise<Translation>,
  report: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<WholeTranslation> {
  const sentences = sentencePartsOf(layout);
  const translations: (string | null)[] = [];
  const problems: string[] = [];
  let kept = 0;
  for (const [index, { text }] of sentences.entries()) {
    signal.throwIfAborted();
    report(index, sentences.length);
    if (!hasWords(text)) {
      translations.push(null);
      continue;
    }
    const { translation, problem } = await translationOf(index, signal).then(outcomeOf, outcomeOfFailure);
    translations.push(translation);
    if (translation === null) kept++;
    if (problem !== null) problems.push(`“${shortened(text)}”: ${problem}`);
  }
  return { text: assemble(layout, translations), sentences: sentences.length, kept, problems };
}

function shortened(text: string): string {
  const words = text.replace(/\s+/gu, ' ');
  return words.length <= 60 ? words : `${words.slice(0, 59).trimEnd()}…`;
}
