import type { TranslationEngine } from '../model/engine';
import { isFatal } from '../model/sentenceOutcome';
import { carriedNotes } from '../protocol/carriedNotes';
import type { TranslationResult } from '../protocol/translation';
import type { Format, TranslateArguments } from './arguments';
import { heatmap, type TerminalStyle } from './formatHeatmap';
import { blankJsonLine, jsonLine } from './formatJson';
import { ModelChooser, type Chosen } from './modelChooser';

/** Where the command reads from and writes to. */
export interface Streams {
  readonly lines: AsyncIterable<string>;
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  error(text: string): void;
  readonly style: TerminalStyle;
}

/**
 * Translates line by line, each as soon as it is there.
 *
 * @returns the exit code: 1 if a line could not be translated
 * @throws UsageError for a model or a score function that is not there; EngineError if nothing can work
 */
export async function translateLines(
  options: TranslateArguments,
  engine: TranslationEngine,
  streams: Streams,
): Promise<number> {
  const chooser = await ModelChooser.create(options, engine);
  const { signal } = new AbortController();
  let exitCode = 0;
  let number = 0;
  for await (const text of streams.lines) {
    number++;
    if (text.trim() === '') {
      await streams.write(`${blank(options, text, chooser.current)}\n`);
      continue;
    }
    try {
      const translation = await engine.translate(
        { ...chooser.forText(text), text, beam: options.beam },
        signal,
      );
      await streams.write(`${format(options.format, translation, streams.style)}\n`);
      // JSON says it itself.
      if (options.format === 'json') continue;
      for (const note of carriedNotes(translation)) reportLine(streams, number, note);
    } catch (error) {
      // A model that cannot be used, unlike a sentence, fails for every line.
      if (isFatal(error)) throw error;
      reportLine(streams, number, error instanceof Error ? error.message : String(error));
      if (options.format !== 'json') await streams.write('\n');
      exitCode = 1;
    }
  }
  return exitCode;
}

/** On standard error, without what would move the cursor or change the terminal. */
export function reportLine(streams: Pick<Streams, 'error'>, number: number, message: string): void {
  streams.error(`attention-lens: line ${number}: ${message.replace(/(?!\n)\p{Cc}/gu, '\uFFFD')}\n`);
}

function format(kind: Format, translation: TranslationResult, style: TerminalStyle): string {
  switch (kind) {
    case 'json':
      return jsonLine(translation);
    case 'text':
      return textLine(translation);
    case 'heatmap':
      return heatmap(translation, style);
  }
}

/** One line in, one line out, whatever was produced. */
export function textLine({ targetText }: Pick<TranslationResult, 'targetText'>): string {
  return targetText.replace(/[\r\n]+/g, ' ');
}

export function blank(
  { format: kind, beam }: Pick<TranslateArguments, 'format' | 'beam'>,
  text: string,
  { model, score }: Chosen,
): string {
  return kind === 'json' ? blankJsonLine(text, model, score, beam) : '';
}
