import type { BulkEngine } from '../model/bulkEngine';
import type { BulkTranslation } from '../model/bulkTranslator';
import { carriedNotes } from '../protocol/carriedNotes';
import type { TranslateArguments } from './arguments';
import { jsonLine } from './formatJson';
import { answerWindows } from './answerWindows';
import { blank, choose, textLine, type Streams } from './translate';

/**
 * Translates line by line like `translateLines`, many lines at once: text and JSON, in the order of the input.
 *
 * @returns the exit code: 1 if a line could not be translated
 * @throws UsageError for a model or a score function that is not there; EngineError if nothing can work
 */
export async function translateBatches(
  options: TranslateArguments,
  engine: BulkEngine,
  streams: Streams,
): Promise<number> {
  const { model, score } = await choose(options, engine);
  const { batch, format } = options;
  const asJson = format === 'json';
  const answer = (translation: BulkTranslation): string =>
    asJson ? jsonLine(translation) : textLine(translation);
  return answerWindows(streams, {
    answerAll: (texts) => engine.translateAll(model, texts, { score, batch, weights: asJson }),
    answer,
    // JSON says it itself.
    notes: (translation) => (asJson ? [] : carriedNotes(translation)),
    blank: (text) => blank(format, text, model, score),
    failed: asJson ? '' : '\n',
  });
}
