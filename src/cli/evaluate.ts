import type { BulkEngine } from '../model/bulkEngine';
import type { EvaluateArguments } from './evaluateArguments';
import { readGoldSet, readTextSet, type GoldSet, type TextSet } from './evaluationFiles';
import { evaluationJson } from './evaluationJson';
import { candidates, languageOf } from './evaluationModels';
import { hasFailures, notesOn } from './evaluationNotes';
import { evaluationTable } from './evaluationTable';
import { nameOf } from './documentLanguages';
import { measureAlignments, measureBleu, type Measured } from './measure';
import type { Chosen } from './modelChooser';
import { ProgressBar, type ProgressTerminal } from './progressBar';
import { UsageError } from './usageError';

/** Where the command writes to. */
export interface EvaluateStreams {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  error(text: string): void;
  /** Where progress is shown; null if nobody looks. */
  readonly terminal: ProgressTerminal | null;
}

/**
 * Measures BLEU of translations and the error rate of links, for every model and score function that is asked for.
 *
 * @param onProgress is given the progress bar, so that an interrupt can take it away
 * @returns the exit code: 1 if a sentence could not be translated or aligned
 * @throws UsageError for a model, a score function or a file that is not there; EngineError if nothing can work
 */
export async function evaluate(
  options: EvaluateArguments,
  engine: BulkEngine,
  streams: EvaluateStreams,
  onProgress: (bar: ProgressBar) => void = () => undefined,
): Promise<number> {
  const text = options.text === null ? null : await readTextSet(options.text);
  const gold = options.gold === null ? null : await readGoldSet(options.gold);
  const language = await languageOf(text?.sources ?? gold?.pairs.map(({ source }) => source.join(' ')) ?? []);
  const { chosen, source } = await candidates(options, engine, language);
  if (text === null && chosen.every(({ score }) => score === 'none')) {
    throw new UsageError('--score none has no weights, so there is nothing to align with.');
  }
  if (language !== source) {
    streams.error(
      `attention-lens: ${(options.text ?? options.gold)?.source ?? ''} looks like ${nameOf(language)}, ` +
        `and ${chosen[0]?.model ?? ''} translates from ${nameOf(source)}.\n`,
    );
  }
  const bar = new ProgressBar(streams.terminal, sentencesOf(chosen, text, gold));
  onProgress(bar);
  const rows: Measured[] = [];
  try {
    for (const one of chosen) {
      const row = await measure(one, { text, gold }, options, engine, bar);
      rows.push(row);
      if (options.format !== 'json') continue;
      bar.clear();
      await streams.write(`${evaluationJson(row, options)}\n`);
    }
  } finally {
    bar.clear();
  }
  if (options.format === 'table') await streams.write(evaluationTable(rows, options));
  else for (const note of notesOn(rows)) streams.error(`attention-lens: ${note}\n`);
  return rows.some(hasFailures) ? 1 : 0;
}

interface Sets {
  readonly text: TextSet | null;
  readonly gold: GoldSet | null;
}

async function measure(
  chosen: Chosen,
  { text, gold }: Sets,
  { batch, beam, conventions, asIs }: EvaluateArguments,
  engine: BulkEngine,
  bar: ProgressBar,
): Promise<Measured> {
  const advance = (sentences: number): void => {
    bar.advance(sentences, `${chosen.model} ${chosen.score}`);
  };
  // At once: the first sentences take their time, above all where the model is not loaded yet.
  advance(0);
  const bleu = text === null ? null : await measureBleu(engine, chosen, text, { batch, beam, advance });
  const alignments =
    gold === null || chosen.score === 'none'
      ? []
      : await measureAlignments(engine, chosen, gold, { conventions, asIs, batch, advance });
  return { ...chosen, bleu, alignments };
}

/** All that will be computed, in sentences: one counts as often as it is translated or aligned. */
function sentencesOf(chosen: readonly Chosen[], text: TextSet | null, gold: GoldSet | null): number {
  const aligned = chosen.filter(({ score }) => score !== 'none').length;
  return chosen.length * (text?.sources.length ?? 0) + aligned * (gold?.pairs.length ?? 0);
}
