import type { BulkResults } from '../model/bulkTranslator';
import { reportLine, type Streams } from './translate';
import { windows } from './windows';

/** Lines that are read before the first of them is answered: enough to find many of about one length. */
const linesOfWindow = 1024;

/** How lines are answered, many at once. */
export interface Answers<T> {
  /** How many answers there are to a line, where not one: windows have so many times fewer lines. */
  readonly hypotheses?: number;
  /** Of lines that are not blank; the results are in their order. */
  answerAll(lines: readonly string[]): Promise<BulkResults<T>>;
  /** A result as a line. */
  answer(result: T): string;
  /** What a person must know of a result that its line does not say. */
  notes?(result: T): readonly string[];
  /** What is written for a blank line. */
  blank(line: string): string;
  /** All that is written, its line end included, for a line that has no result. */
  readonly failed: string;
}

/**
 * Answers every line in its turn, a window of lines at a time, so that memory does not grow with the input. A line
 * that has no answer is reported with its number.
 *
 * @returns the exit code: 1 if a line had no answer
 */
export async function answerWindows<T>(streams: Streams, answers: Answers<T>): Promise<number> {
  let exitCode = 0;
  let number = 0;
  const size = Math.max(1, Math.floor(linesOfWindow / (answers.hypotheses ?? 1)));
  for await (const window of windows(streams.lines, size)) {
    const results = await answers.answerAll(window.filter((line) => !isBlank(line)));
    let written = '';
    for (const line of window) {
      number++;
      const result = isBlank(line) ? undefined : results.shift();
      if (result === undefined) written += `${answers.blank(line)}\n`;
      else if (result.status === 'fulfilled') {
        written += `${answers.answer(result.value)}\n`;
        for (const note of answers.notes?.(result.value) ?? []) reportLine(streams, number, note);
      } else {
        reportLine(streams, number, messageOf(result.reason));
        written += answers.failed;
        exitCode = 1;
      }
    }
    await streams.write(written);
  }
  return exitCode;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
