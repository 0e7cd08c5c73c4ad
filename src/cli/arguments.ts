import { parseArgs } from 'node:util';
import { isScoreName, scoreNames, type ScoreName } from '../attention/scoreName';
import { runtimeChoices, type RuntimeChoice } from '../runtime/runtime';

export const formats = ['json', 'text', 'heatmap'] as const;
export type Format = (typeof formats)[number];

export const usageLine =
  'Usage: attention-lens translate [--model ID] [--score NAME] [--format json|text|heatmap]\n' +
  '                                [--document] [--runtime auto|native|wasm] [--models DIR]\n' +
  '                                [--help] [--version]';

export const help = `${usageLine}

Reads one sentence a line from standard input and writes its translation.

  --model ID      the model; by default the first one found
  --score NAME    ${scoreNames.join(', ')};
                  by default the first one that the model was trained with
  --format json   one object a line: source, target, model, score, sourceTokens, targetTokens, weights
                  (target x source; null for none). Tokens are subwords as the model sees them, with ▁ for the
                  space before a word; </s>, the end of a sentence, is a token on both sides (default)
  --format text   the translation alone
  --format heatmap  a picture of the weights, in colour where the terminal has it (NO_COLOR turns it off)
  --document      reads all of standard input as one document (Markdown or plain text, up to 5 MB) and writes it
                  with its sentences translated: marks, code, tables, blank lines and line breaks stay
  --runtime NAME  auto (native where it is installed, else wasm), native or wasm
  --models DIR    the folder that holds the models

Every line gets its answer in order; a blank line an empty one. A line that cannot be translated, such as one
that is too long for the model, is reported with its number on standard error; nothing is written for it in
JSON, an empty line in the other formats, and the exit code is 1. Of a document such a sentence stays as it is.
Bad arguments exit with 2.
`;

export interface TranslateArguments {
  readonly command: 'translate';
  readonly model: string | undefined;
  readonly score: ScoreName | undefined;
  readonly format: Format;
  /** Whether the input is one document instead of a sentence a line. */
  readonly document: boolean;
  readonly runtime: RuntimeChoice;
  readonly models: string | undefined;
}

export type Arguments = TranslateArguments | { readonly command: 'help' } | { readonly command: 'version' };

/** An argument that is not one; the message says which, without the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command !== 'translate') {
    throw new UsageError(command === undefined ? 'A command is missing.' : `Unknown command "${command}".`);
  }
  if (rest.length > 0) {
    throw new UsageError(`Unexpected argument "${rest.join(' ')}": sentences are read from standard input.`);
  }
  return {
    command,
    model: values.model,
    score: values.score === undefined ? undefined : oneOf('--score', values.score, scoreNames, isScoreName),
    format: formatOf(values.format, values.document === true),
    document: values.document === true,
    runtime: oneOf('--runtime', values.runtime ?? 'auto', runtimeChoices, among(runtimeChoices)),
    models: values.models,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        score: { type: 'string' },
        format: { type: 'string' },
        document: { type: 'boolean' },
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

function among<T extends string>(choices: readonly T[]) {
  return (value: string): value is T => choices.some((choice) => choice === value);
}

function oneOf<T extends string>(
  option: string,
  value: string,
  choices: readonly T[],
  isChoice: (value: string) => value is T,
): T {
  if (isChoice(value)) return value;
  throw new UsageError(`${option} "${value}" is not one of ${choices.join(', ')}.`);
}
