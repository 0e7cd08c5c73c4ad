import { withLineBreaks } from './lineBreaks';
import { marksOf } from './marks';
import { sentencesOf, type Sentence } from './sentences';

/** A sentence of a document, to be translated. */
export interface SentencePart {
  readonly kind: 'sentence';
  /** On one line, as models take it. */
  readonly text: string;
  /** As it stands in the document, over one line or several. */
  readonly original: string;
  /** The line that it begins in, counted from 1. */
  readonly line: number;
}

/** What stays as it is: blanks, breaks, marks, code, tables' frames, front matter. */
export interface BetweenPart {
  readonly kind: 'between';
  readonly text: string;
}

export type Part = SentencePart | BetweenPart;

/** A text cut into sentences and what is between them: all of it, in order. */
export interface TextDocument {
  readonly parts: readonly Part[];
}

/** Cuts a whole document, Markdown or plain text, French or English. */
export function documentOf(text: string): TextDocument {
  // A byte order mark is no part of the first line.
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return { parts: partsOf(text, withWords(sentencesOf(text.slice(start)), start)) };
}

/**
 * The parts of a text whose sentences are known.
 *
 * @param sentences in order and apart
 */
export function partsOf(text: string, sentences: Iterable<Sentence>): Part[] {
  const parts: Part[] = [];
  let end = 0;
  let line = 1;
  let counted = 0;
  const between = (until: number): void => {
    if (until > end) parts.push({ kind: 'between', text: text.slice(end, until) });
  };
  for (const { start, text: flat } of sentences) {
    between(start);
    line += breaksIn(text.slice(counted, start));
    counted = start;
    end = start + flat.length;
    parts.push({ kind: 'sentence', text: flat, original: text.slice(start, end), line });
  }
  between(text.length);
  return parts;
}

/** The sentences of a document, in order. */
export function sentencePartsOf({ parts }: TextDocument): SentencePart[] {
  return parts.filter((part) => part.kind === 'sentence');
}

/**
 * The document with its sentences translated, and everything else as it was.
 *
 * @param translations one for each sentence; null for one that stays as it is
 */
export function assemble(document: TextDocument, translations: readonly (string | null)[]): string {
  let next = 0;
  return document.parts
    .map((part) => (part.kind === 'between' ? part.text : replaced(part, translations[next++] ?? null)))
    .join('');
}

/** A sentence's translation, with the line breaks that the sentence had. */
export function replaced({ text, original }: SentencePart, translation: string | null): string {
  // What a model leaves as it is keeps every blank, too.
  return translation === null || translation === text ? original : withLineBreaks(original, translation);
}

/** Whether there is anything to translate: a letter that is not in code, a tag or an address. */
export function hasWords(text: string): boolean {
  if (!/\p{L}/u.test(text)) return false;
  let words = '';
  let end = 0;
  for (const span of marksOf(text).opaque) {
    words += `${text.slice(end, span.start)} `;
    end = span.end;
  }
  words += text.slice(end);
  return words.split(/\s+/u).some((word) => /\p{L}/u.test(word) && !isAddress(word));
}

function isAddress(word: string): boolean {
  const at = word.indexOf('@');
  return /^\P{L}*(?:[a-z][a-z\d+.-]*:\/\/|www\.)/iu.test(word) || (at > 0 && word.includes('.', at));
}

function breaksIn(text: string): number {
  return Array.from(text.matchAll(/\r\n?|\n/g)).length;
}

/** Those that can be translated; a lone address stays as it is. */
function* withWords(sentences: Iterable<Sentence>, offset: number): Generator<Sentence> {
  for (const { text, start } of sentences) {
    if (hasWords(text)) yield { text, start: start + offset };
  }
}
