import type { BulkEngine } from '../model/bulkEngine';
import type { BulkResults, BulkTranslation } from '../model/bulkTranslator';
import { carriedNotes } from '../protocol/carriedNotes';
import type { TranslateArguments } from './arguments';
import { jsonLine } from './formatJson';
import { answerWindows } from './answerWindows';
import { ModelChooser, type Chosen } from './modelChooser';
import { blank, textLine, type Streams } from './translate';

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
  const chooser = await ModelChooser.create(options, engine);
  const { batch, beam, format } = options;
  const asJson = format === 'json';
  const answer = (translation: BulkTranslation): string =>
    asJson ? jsonLine(translation) : textLine(translation);
  return answerWindows(streams, {
    hypotheses: beam.width,
    answerAll: (texts) =>
      byModel(texts, chooser, ({ model, score }, group) =>
        engine.translateAll(model, group, { score, batch, beam, weights: asJson }),
      ),
    answer,
    // JSON says it itself.
    notes: (translation) => (asJson ? [] : carriedNotes(translation)),
    blank: (text) => blank(options, text, chooser.current),
    failed: asJson ? '' : '\n',
  });
}

/** Gives each model its texts, all at once, and puts the results into the order of the texts again. */
async function byModel(
  texts: readonly string[],
  chooser: ModelChooser,
  translateAll: (chosen: Chosen, texts: readonly string[]) => Promise<BulkResults<BulkTranslation>>,
): Promise<BulkResults<BulkTranslation>> {
  const results: BulkResults<BulkTranslation> = [];
  const groups = new Map<string, { readonly chosen: Chosen; readonly places: number[] }>();
  for (const [place, text] of texts.entries()) {
    try {
      const chosen = chooser.forText(text);
      const group = groups.get(chosen.model) ?? { chosen, places: [] };
      group.places.push(place);
      groups.set(chosen.model, group);
    } catch (reason) {
      results[place] = { status: 'rejected', reason };
    }
  }
  for (const { chosen, places } of groups.values()) {
    const answers = await translateAll(
      chosen,
      places.map((place) => texts[place] ?? ''),
    );
    for (const [index, place] of places.entries()) {
      const answer = answers[index];
      if (answer !== undefined) results[place] = answer;
    }
  }
  return results;
}
