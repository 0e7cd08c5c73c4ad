import type { TranslationEngine } from '../model/engine';
import { directionFrom } from '../protocol/direction';
import { documentLanguages, nameOf } from './documentLanguages';
import type { EvaluateArguments } from './evaluateArguments';
import { ModelChooser, type Chosen } from './modelChooser';
import { UsageError } from './usageError';

/** What is measured: score functions of models, all of the same languages, and the language they translate from. */
export interface Candidates {
  readonly chosen: readonly Chosen[];
  readonly source: string;
}

/**
 * The models and score functions that the arguments ask for, in their order.
 *
 * @param language that of most of the source, as `documentLanguages` says; asked for where the arguments do not say it
 * @throws UsageError if one is not there, or if two of them translate different languages
 */
export async function candidates(
  options: EvaluateArguments,
  engine: TranslationEngine,
  language: string,
): Promise<Candidates> {
  const ids = await modelIds(options, engine, language);
  const models = await engine.models();
  const found = ids.flatMap((id) => models.filter((model) => model.id === id));
  const [first] = found;
  if (first === undefined) throw new UsageError('There is no model here.');
  const other = found.find(({ source, target }) => source !== first.source || target !== first.target);
  if (other !== undefined) {
    throw new UsageError(
      `${first.id} and ${other.id} translate different languages: measure them one after the other.`,
    );
  }
  const chosen: Chosen[] = [];
  for (const { id, scores } of found) {
    if (options.scores === 'all') chosen.push(...scores.map((score) => ({ model: id, score })));
    else if (options.scores === 'first') chosen.push(await fixed({ ...options, model: id }, engine));
    else {
      for (const score of options.scores) chosen.push(await fixed({ ...options, model: id, score }, engine));
    }
  }
  return { chosen, source: first.source };
}

async function modelIds(
  options: EvaluateArguments,
  engine: TranslationEngine,
  language: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const model of options.ids) ids.push((await fixed({ ...options, model }, engine)).model);
  if (ids.length > 0) return ids;
  const direction = options.direction === 'auto' ? directionFrom(language) : options.direction;
  if (direction === null) {
    throw new UsageError(
      `The source looks like ${nameOf(language)}, which no model translates from; --direction or --model ` +
        'translates it anyway.',
    );
  }
  for (const family of options.families.length === 0 ? [undefined] : options.families) {
    ids.push((await fixed({ ...options, direction, family }, engine)).model);
  }
  return ids;
}

/** The model that translates every line, with its score function. */
async function fixed(
  options: Omit<EvaluateArguments, 'command'> & Partial<Pick<Chosen, 'model' | 'score'>> & Family,
  engine: TranslationEngine,
): Promise<Chosen> {
  const { direction, family, batch, threads, runtime, models, model, score } = options;
  const chooser = await ModelChooser.create(
    { direction, family, batch, threads, runtime, models, model, score },
    engine,
  );
  return chooser.current;
}

interface Family {
  readonly family?: EvaluateArguments['families'][number] | undefined;
}

/** The language of most of the lines, for `candidates`. */
export async function languageOf(lines: readonly string[]): Promise<string> {
  return (await documentLanguages(lines)).main;
}
