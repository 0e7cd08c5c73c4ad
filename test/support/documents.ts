import { assemble, documentOf, sentencePartsOf } from '../../src/text/document';

export const sentencesIn = (text: string): string[] =>
  sentencePartsOf(documentOf(text)).map((part) => part.text);

/** The document with every sentence translated by a function; blanks within a sentence are single ones for it. */
export function translated(text: string, translate: (sentence: string) => string): string {
  const document = documentOf(text);
  const sentences = sentencePartsOf(document);
  return assemble(
    document,
    sentences.map((sentence) => translate(sentence.text.replace(/ +/g, ' '))),
  );
}
