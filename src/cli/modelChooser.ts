import type { ScoreName } from '../attention/scoreName';
import type { TranslationEngine } from '../model/engine';
import { EngineError } from '../model/engineError';
import { directionFrom, directionLabels, families, type Direction } from '../protocol/direction';
import type { ModelChoice } from '../protocol/panelState';
import { languageDetector, type LanguageDetector } from '../text/language';
import type { EngineArguments } from './arguments';
import { nameOf } from './documentLanguages';
import { UsageError } from './usageError';

export interface Chosen {
  readonly model: string;
  readonly score: ScoreName;
}

/** Which model translates which line: always the same one, or the one for the line's language. */
export class ModelChooser {
  /** The model of the last line that told its language. */
  private inUse: Chosen | null = null;

  private constructor(
    private readonly options: EngineArguments,
    private readonly models: readonly ModelChoice[],
    /** Null if every line is asked for its language. */
    readonly fixed: Chosen | null,
    private readonly detect: LanguageDetector,
  ) {}

  /** @throws UsageError if the arguments name something that is not there */
  static async create(options: EngineArguments, engine: TranslationEngine): Promise<ModelChooser> {
    const models = await engine.models();
    const { model, direction } = options;
    let fixed: Chosen | null = null;
    if (model !== undefined) fixed = withScore(await named(model, models, engine), options);
    else if (direction !== 'auto') {
      const [source, target] = [direction.slice(0, 2), direction.slice(3)];
      const found = preferred(
        models.filter((one) => one.source === source && one.target === target),
        options,
      );
      if (found === undefined) throw new UsageError(missing(direction, options, models));
      fixed = withScore(found, options);
    } else if (preferred(models, options) === undefined) {
      throw new UsageError(`There is no model for that here. Known models: ${idsOf(models)}.`);
    }
    return new ModelChooser(options, models, fixed, await languageDetector());
  }

  /** For what has no language of its own: a line that does not tell, or a blank one. */
  get current(): Chosen {
    if (this.fixed !== null) return this.fixed;
    this.inUse ??= this.forLanguage('fr') ?? this.first();
    return this.inUse;
  }

  /** @throws EngineError `other-language` if no model translates from the text's language */
  forText(text: string): Chosen {
    if (this.fixed !== null) return this.fixed;
    const language = this.detect(text);
    if (language === null) return this.current;
    const chosen = this.forLanguage(language);
    if (chosen === null) throw new EngineError('other-language', this.refusal(language));
    this.inUse = chosen;
    return chosen;
  }

  /** The model that translates from a language; null if none does. */
  forLanguage(language: string): Chosen | null {
    const found = preferred(
      this.models.filter(({ source }) => source === language),
      this.options,
    );
    return found === undefined ? null : withScore(found, this.options);
  }

  private first(): Chosen {
    const found = preferred(this.models, this.options);
    if (found === undefined) throw new UsageError('There is no model here.');
    return withScore(found, this.options);
  }

  private refusal(language: string): string {
    const looks = `This looks like ${nameOf(language)}.`;
    const direction = directionFrom(language);
    if (direction !== null) return `${looks} ${missing(direction, this.options, this.models)}`;
    const sources = [...new Set(this.models.map(({ source }) => nameOf(source)))].sort();
    return `${looks} The models translate ${sources.join(' and ')}; --direction translates it anyway.`;
  }
}

/** Of several models that would do: of the family that was asked for, or else of the one that is preferred. */
function preferred(
  models: readonly ModelChoice[],
  { family }: Pick<EngineArguments, 'family'>,
): ModelChoice | undefined {
  if (family !== undefined) return models.find((model) => model.family === family);
  const [found] = families.flatMap((one) => models.filter((model) => model.family === one));
  return found;
}

async function named(
  model: string,
  models: readonly ModelChoice[],
  engine: TranslationEngine,
): Promise<ModelChoice> {
  const found = models.find(({ id }) => id === model);
  if (found !== undefined) return found;
  // Not among those in order: perhaps it is there and broken, and the engine can say how.
  const probe = { model, score: 'none', text: '.' } as const;
  await engine.translate(probe, AbortSignal.timeout(60_000)).catch((error: unknown) => {
    if (!(error instanceof EngineError && error.code === 'unknown-model')) throw error;
  });
  throw new UsageError(`--model "${model}" is not known. Known models: ${idsOf(models)}.`);
}

function withScore(choice: ModelChoice, options: EngineArguments): Chosen {
  const score = options.score ?? choice.scores[0];
  if (score === undefined || !choice.scores.includes(score)) {
    throw new UsageError(
      `${choice.id} was not trained with "${score ?? ''}". It has: ${choice.scores.join(', ')}.`,
    );
  }
  return { model: choice.id, score };
}

function missing(
  direction: Direction,
  { family }: Pick<EngineArguments, 'family'>,
  models: readonly ModelChoice[],
): string {
  const which = family === undefined ? 'No model' : `No model of the family ${family}`;
  return `${which} translates ${directionLabels[direction]} here. Known models: ${idsOf(models)}.`;
}

function idsOf(models: readonly ModelChoice[]): string {
  return models.map(({ id }) => id).join(', ') || 'none';
}
