import { rowConventions, type RowConvention } from '../attention/wordWeights';
import { scoreNames, type ScoreName } from '../attention/scoreName';
import { goldOrders, type GoldOrder } from '../metrics/goldLinks';
import { families } from '../protocol/direction';
import type { BeamRequest } from '../protocol/beam';
import type { Family } from '../protocol/translation';
import type { CommonArguments } from './arguments';
import { beamOf } from './beamArguments';
import { listed, oneOf } from './choices';
import { UsageError } from './usageError';

export const evaluationFormats = ['table', 'json'] as const;
export type EvaluationFormat = (typeof evaluationFormats)[number];

const conventionChoices = [...rowConventions, 'both'] as const;

/** Text as people write it, one sentence a line, for BLEU. */
export interface TextFiles {
  readonly source: string;
  /** One or more. */
  readonly references: readonly string[];
}

/** Links that people have drawn, and the words that they lead from and to. */
export interface GoldFiles {
  readonly links: string;
  readonly source: string;
  readonly target: string;
  readonly order: GoldOrder;
}

export interface EvaluateArguments extends CommonArguments {
  readonly command: 'evaluate';
  /** Ids; none if direction and family say which models. */
  readonly ids: readonly string[];
  /** None if it is the preferred one. */
  readonly families: readonly Family[];
  /** `first`: the one that a model was trained with first; `all`: those that it was trained with. */
  readonly scores: readonly ScoreName[] | 'first' | 'all';
  /** At least one of the two is there. */
  readonly text: TextFiles | null;
  /** How texts are translated; links are those of targets that are forced. */
  readonly beam: BeamRequest;
  readonly gold: GoldFiles | null;
  readonly conventions: readonly RowConvention[];
  readonly asIs: boolean;
  readonly format: EvaluationFormat;
}

/** The options as they were given. */
interface Values {
  readonly model?: readonly string[] | undefined;
  readonly family?: readonly string[] | undefined;
  readonly score?: readonly string[] | undefined;
  readonly source?: string | undefined;
  readonly reference?: readonly string[] | undefined;
  readonly beam?: string | undefined;
  readonly 'length-penalty'?: string | undefined;
  readonly gold?: string | undefined;
  readonly 'gold-source'?: string | undefined;
  readonly 'gold-target'?: string | undefined;
  readonly 'gold-order'?: string | undefined;
  readonly convention?: string | undefined;
  readonly 'as-is'?: boolean | undefined;
  readonly format?: string | undefined;
}

/** @throws UsageError */
export function evaluateArguments(
  values: Values,
): Omit<EvaluateArguments, 'command' | keyof CommonArguments> {
  const text = textFiles(values);
  const gold = goldFiles(values);
  if (text === null && gold === null) {
    throw new UsageError(
      'There is nothing to measure: --source and --reference name texts for BLEU, --gold, --gold-source and ' +
        '--gold-target links for the alignment error rate.',
    );
  }
  return {
    ids: listed('--model', values.model),
    families: listed('--family', values.family).map((family) => oneOf('--family', family, families)),
    scores: scoresOf(values.score),
    text,
    beam: beamOf(values.beam, values['length-penalty']),
    gold,
    conventions: conventionsOf(values.convention),
    asIs: values['as-is'] === true,
    format: oneOf('--format', values.format ?? 'table', evaluationFormats),
  };
}

function textFiles({ source, reference, beam }: Values): TextFiles | null {
  if (source === undefined && reference === undefined) {
    if (beam === undefined) return null;
    throw new UsageError('--beam needs --source: links are those of targets that are produced by force.');
  }
  if (source === undefined) throw new UsageError('--reference needs --source: the file that is translated.');
  if (reference === undefined) {
    throw new UsageError('--source needs --reference: the file that translations are compared with.');
  }
  return { source, references: reference };
}

const ofGold = ['gold-source', 'gold-target', 'gold-order', 'convention', 'as-is'] as const;

function goldFiles(values: Values): GoldFiles | null {
  const { gold, 'gold-source': source, 'gold-target': target, 'gold-order': order } = values;
  if (gold === undefined) {
    const alone = ofGold.find((name) => values[name] !== undefined);
    if (alone !== undefined) throw new UsageError(`--${alone} needs --gold: the file with the links.`);
    return null;
  }
  if (source === undefined || target === undefined) {
    throw new UsageError(
      '--gold needs --gold-source and --gold-target: files with the words that its links count, separated by blanks.',
    );
  }
  return { links: gold, source, target, order: oneOf('--gold-order', order ?? 'source-target', goldOrders) };
}

function scoresOf(values: readonly string[] | undefined): EvaluateArguments['scores'] {
  const names = listed('--score', values);
  if (names.length === 0) return 'first';
  return names.includes('all') ? 'all' : names.map((name) => oneOf('--score', name, scoreNames));
}

function conventionsOf(value = 'same'): readonly RowConvention[] {
  const choice = oneOf('--convention', value, conventionChoices);
  return choice === 'both' ? rowConventions : [choice];
}

export const evaluateUsage =
  '       attention-lens evaluate  [--source FILE --reference FILE...]\n' +
  '                                [--gold FILE --gold-source FILE --gold-target FILE [--gold-order ORDER]]\n' +
  '                                [--model ID,...] [--direction auto|fr-en|en-fr] [--family NAME,...]\n' +
  '                                [--score NAME,...|all] [--beam K] [--length-penalty A]\n' +
  '                                [--convention same|previous|both] [--as-is]\n' +
  '                                [--format table|json] [--batch N] [--threads N] [--runtime auto|native|wasm]\n' +
  '                                [--models DIR]';
