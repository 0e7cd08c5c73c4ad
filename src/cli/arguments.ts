import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { rowConventions, type RowConvention } from '../attention/wordWeights';
import { isScoreName, scoreNames, type ScoreName } from '../attention/scoreName';
import { defaultLengthPenalty, largestLengthPenalty, widestBeam, type BeamRequest } from '../protocol/beam';
import { directionChoices, families, type DirectionChoice } from '../protocol/direction';
import type { Family } from '../protocol/translation';
import { runtimeChoices, type RuntimeChoice } from '../runtime/runtime';
import { beamOf } from './beamArguments';
import { among, oneOf } from './choices';
import { evaluateArguments, evaluateUsage, type EvaluateArguments } from './evaluateArguments';
import { UsageError } from './usageError';

export const formats = ['json', 'text', 'heatmap'] as const;
export type Format = (typeof formats)[number];

const defaultBatch = 64;
const largestBatch = 1024;
/** Each thread has models of its own, some 100 MB; more than these are for those who ask for them. */
const mostThreadsUnasked = 16;
const mostThreads = 256;

export const usageLine =
  'Usage: attention-lens translate [--direction auto|fr-en|en-fr] [--family luong|bahdanau] [--model ID]\n' +
  '                                [--score NAME] [--format json|text|heatmap]\n' +
  '                                [--beam K] [--length-penalty A]\n' +
  '                                [--document] [--batch N] [--threads N] [--runtime auto|native|wasm]\n' +
  '                                [--models DIR] [--help] [--version]\n' +
  '       attention-lens align     [--direction fr-en|en-fr] [--family luong|bahdanau] [--model ID]\n' +
  '                                [--score NAME] [--weights] [--convention same|previous]\n' +
  '                                [--as-is] [--batch N] [--threads N] [--runtime auto|native|wasm]\n' +
  '                                [--models DIR]\n' +
  evaluateUsage;

export const help = `${usageLine}

translate reads one sentence a line from standard input and writes its translation.
align reads lines "source ||| target", words separated by blanks, and writes links i-j between their words.
evaluate reads files and writes BLEU of translations and the error rate of links: attention-lens evaluate --help
says how. What follows is of translate and align.

  --direction NAME  auto (default): each line as its own language says, and one that does not tell as the line
                  before; text that no model translates from is reported and left out. fr-en or en-fr: every
                  line, whatever it is. align takes fr-en if it is not told
  --family NAME   luong (default) or bahdanau: the decoder, which says where in a step attention sits
  --model ID      the model by its id, instead of direction and family
  --score NAME    ${scoreNames.join(', ')};
                  by default the first one that the model was trained with
  --format json   one object a line: source, target, model, score, sourceTokens, targetTokens, weights
                  (target x source; null for none), missing and repeated (what was to be carried over into
                  the translation and is not there, or twice). Tokens are subwords as the model sees them,
                  with ▁ for the space before a word, and what is carried over whole, such as a URL; </s>,
                  the end of a sentence, is a token on both sides (default)
  --format text   the translation alone
  --format heatmap  a picture of the weights, in colour where the terminal has it (NO_COLOR turns it off)
  --beam K        translate: beam search with K hypotheses side by side, 1 (default, greedy) to ${widestBeam}. With more
                  than one, JSON also has beam, lengthPenalty and hypotheses (best first: text, logProbability,
                  score, complete, targetTokens, weights); text and heatmap have the best
  --length-penalty A  translate: hypotheses are ranked by log-probability / ((5 + tokens) / 6)^A, from 0 (the
                  log-probability itself) to ${largestLengthPenalty} (default ${defaultLengthPenalty})
  --document      reads all of standard input as one document (Markdown or plain text, up to 5 MB) and writes it
                  with its sentences translated: marks, code, tables, blank lines and line breaks stay.
                  Without --model or --direction it is translated from the language that most of it is in
  --batch N       sentences that are computed at once (default ${defaultBatch}); 1 is slower and needs less memory
  --threads N     threads that share the lines of a file (default: as many as the machine has cores, ${mostThreadsUnasked} at
                  most); the results do not depend on it, and each thread has its own copy of the models
  --weights       align: one object a line instead: source, target (words), model, score, convention, links,
                  weights (target x source words; null for a word without tokens), endOfSource (what each
                  target word gave to the end of the source)
  --convention NAME  align: to which target word a row of weights belongs: the one that its step produced
                  (same, default), or the one before that (previous)
  --as-is         align: gives words to the model one by one, as they are; without it they are joined as
                  natural text first, with capitals where a line has lost them
  --runtime NAME  auto (native where it is installed, else wasm), native or wasm
  --models DIR    the folder that holds the models

Links have the source word first, counted from 0. Each target word is linked to the source word with the largest
weight, which is summed over the tokens of the source word and averaged over those of the target word.

Every line gets its answer in order; a blank line an empty one. A line that cannot be translated or aligned, such
as one that is too long for the model, is reported with its number on standard error; nothing is written for it in
JSON, an empty line in the other formats, and the exit code is 1. Of a document such a sentence stays as it is.
Bad arguments exit with 2.
`;

/** What all commands take. */
export interface CommonArguments {
  readonly direction: DirectionChoice;
  /** Sentences that are computed at once. */
  readonly batch: number;
  /** Threads that share the work on a file. */
  readonly threads: number;
  readonly runtime: RuntimeChoice;
  readonly models: string | undefined;
}

/** What says which model is used: one for each line. */
export interface EngineArguments extends CommonArguments {
  readonly model: string | undefined;
  readonly family: Family | undefined;
  readonly score: ScoreName | undefined;
}

export interface TranslateArguments extends EngineArguments {
  readonly command: 'translate';
  readonly format: Format;
  readonly beam: BeamRequest;
  /** Whether the input is one document instead of a sentence a line. */
  readonly document: boolean;
}

export interface AlignArguments extends EngineArguments {
  readonly command: 'align';
  /** Whether all weights are written, not only links. */
  readonly weights: boolean;
  readonly convention: RowConvention;
  readonly asIs: boolean;
}

export type Arguments =
  | TranslateArguments
  | AlignArguments
  | EvaluateArguments
  | { readonly command: 'help'; readonly about?: 'evaluate' }
  | { readonly command: 'version' };

/** @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help === true) return { command: 'help', ...(command === 'evaluate' && { about: command }) };
  if (values.version === true) return { command: 'version' };
  if (command !== 'translate' && command !== 'align' && command !== 'evaluate') {
    throw new UsageError(command === undefined ? 'A command is missing.' : `Unknown command "${command}".`);
  }
  if (rest.length > 0) {
    const where =
      command === 'evaluate' ? 'files are named by options' : 'sentences are read from standard input';
    throw new UsageError(`Unexpected argument "${rest.join(' ')}": ${where}.`);
  }
  refuseOthers(command, values);
  const engine = {
    direction: directionOf(values),
    batch: batchOf(values.batch),
    threads: threadsOf(values.threads),
    runtime: oneOf('--runtime', values.runtime ?? 'auto', runtimeChoices, among(runtimeChoices)),
    models: values.models,
  };
  if (command === 'evaluate') return { command, ...engine, ...evaluateArguments(values) };
  const [family, score] = [values.family?.at(-1), values.score?.at(-1)];
  const common = {
    ...engine,
    model: values.model?.at(-1),
    family: family === undefined ? undefined : oneOf('--family', family, families, among(families)),
    score: score === undefined ? undefined : oneOf('--score', score, scoreNames, isScoreName),
  };
  if (command === 'translate') {
    const document = values.document === true;
    const beam = beamOf(values.beam, values['length-penalty']);
    return { command, ...common, format: formatOf(values.format, document), beam, document };
  }
  return {
    command,
    ...common,
    weights: values.weights === true,
    convention: oneOf('--convention', values.convention ?? 'same', rowConventions, among(rowConventions)),
    asIs: values['as-is'] === true,
  };
}

function directionOf({ model, direction, family }: Values): DirectionChoice {
  if (model !== undefined && (direction !== undefined || family !== undefined)) {
    throw new UsageError('--model already says direction and family: give either it or those.');
  }
  return oneOf('--direction', direction ?? 'auto', directionChoices, among(directionChoices));
}

type Values = ReturnType<typeof parse>['values'];

const goldOptions = ['gold', 'gold-source', 'gold-target', 'gold-order'] as const;

/** Options that not every command has. */
const own = {
  translate: ['format', 'document', 'beam', 'length-penalty'],
  align: ['weights', 'convention', 'as-is'],
  evaluate: [
    'format',
    'beam',
    'length-penalty',
    'convention',
    'as-is',
    'source',
    'reference',
    ...goldOptions,
  ],
} as const satisfies Record<string, readonly (keyof Values)[]>;

function refuseOthers(command: keyof typeof own, values: Values): void {
  const mine: readonly string[] = own[command];
  const foreign = Object.values(own)
    .flat()
    .find((name) => !mine.includes(name) && values[name] !== undefined);
  if (foreign !== undefined) throw new UsageError(`${command} has no option --${foreign}.`);
}

function batchOf(value: string | undefined): number {
  return value === undefined ? defaultBatch : numberUpTo(largestBatch, '--batch', value);
}

function threadsOf(value: string | undefined): number {
  if (value === undefined) return Math.min(availableParallelism(), mostThreadsUnasked);
  return numberUpTo(mostThreads, '--threads', value);
}

function numberUpTo(largest: number, option: string, value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= largest) return number;
  throw new UsageError(`${option} "${value}" is not a number from 1 to ${largest}.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string', multiple: true },
        direction: { type: 'string' },
        family: { type: 'string', multiple: true },
        score: { type: 'string', multiple: true },
        format: { type: 'string' },
        document: { type: 'boolean' },
        batch: { type: 'string' },
        threads: { type: 'string' },
        beam: { type: 'string' },
        'length-penalty': { type: 'string' },
        weights: { type: 'boolean' },
        convention: { type: 'string' },
        'as-is': { type: 'boolean' },
        source: { type: 'string' },
        reference: { type: 'string', multiple: true },
        gold: { type: 'string' },
        'gold-source': { type: 'string' },
        'gold-target': { type: 'string' },
        'gold-order': { type: 'string' },
        runtime: { type: 'string' },
        models: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(value: string | undefined, document: boolean): Format {
  const format = oneOf('--format', value ?? (document ? 'text' : 'json'), formats, among(formats));
  if (document && format !== 'text')
    throw new UsageError(`--document writes text; it has no --format ${format}.`);
  return format;
}
