import type { BulkResults } from '../model/bulkTranslator';
import { reportLine, type Streams } from './translate';
import { windows } from './windows';

/** Lines that are read before the first of them is answered: enough to share out many of about one length. */
const linesOfWindow = 4096;
/** Characters of a line that counts as one. Longer ones count more: what is kept of them grows with their length. */
const charactersOfLine = 100;
/** Windows that are worked on or wait to be written: while the last lines of one are computed, the next is begun. */
export const windowsInFlight = 2;

/** How lines are answered, many at once. */
export interface Answers<T> {
  /** How many answers there are to a line, where not one: windows have so many times fewer lines. */
  readonly hypotheses?: number;
  /** Of lines that are not blank; the results are in their order. What depends on the order of calls is done at once. */
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

/** Lines that are being answered. */
interface Window<T> {
  readonly lines: readonly string[];
  /** What is written for blank ones, as it was when the window was begun. */
  readonly blanks: readonly string[];
  readonly results: Promise<BulkResults<T>>;
}

/**
 * Answers every line in its turn, a window of lines at a time and two windows at once, so that memory does not grow
 * with the input, however slow whoever reads is. A line that has no answer is reported with its number.
 *
 * @returns the exit code: 1 if a line had no answer
 */
export async function answerWindows<T>(
  streams: Streams,
  answers: Answers<T>,
  size = Math.max(1, Math.floor(linesOfWindow / (answers.hypotheses ?? 1))),
): Promise<number> {
  const writer = new Writer(streams, answers);
  let fail: (error: unknown) => void = ignore;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  // Whoever waits for it below hears of it; nobody does when all is well.
  failure.catch(() => undefined);
  const iterator = windows(streams.lines, size, sizeOf)[Symbol.asyncIterator]();
  const inFlight: Promise<void>[] = [];
  let written = Promise.resolve();
  for (;;) {
    const next = await Promise.race([iterator.next(), failure]);
    if (next.done === true) break;
    const lines = next.value;
    const results = answers.answerAll(lines.filter((line) => !isBlank(line)));
    const blanks = lines.filter(isBlank).map((line) => answers.blank(line));
    written = Promise.all([results, written]).then(() => writer.write({ lines, blanks, results }));
    written.catch(fail);
    inFlight.push(written);
    if (inFlight.length >= windowsInFlight) await inFlight.shift();
  }
  await written;
  return writer.exitCode;
}

function sizeOf(line: string): number {
  return Math.max(1, line.length / charactersOfLine);
}

function ignore(): void {
  // There is nobody to tell yet.
}

/** Writes windows in their order, and counts their lines. */
class Writer<T> {
  exitCode = 0;
  private number = 0;

  constructor(
    private readonly streams: Streams,
    private readonly answers: Answers<T>,
  ) {}

  async write(window: Window<T>): Promise<void> {
    const results = (await window.results).values();
    const blanks = window.blanks.values();
    let written = '';
    for (const line of window.lines) {
      this.number++;
      if (isBlank(line)) {
        written += `${blanks.next().value ?? ''}\n`;
        continue;
      }
      written += this.lineOf(results.next().value ?? missing);
    }
    await this.streams.write(written);
  }

  private lineOf(result: PromiseSettledResult<T>): string {
    if (result.status === 'rejected') {
      reportLine(this.streams, this.number, messageOf(result.reason));
      this.exitCode = 1;
      return this.answers.failed;
    }
    for (const note of this.answers.notes?.(result.value) ?? []) reportLine(this.streams, this.number, note);
    return `${this.answers.answer(result.value)}\n`;
  }
}

const missing: PromiseRejectedResult = {
  status: 'rejected',
  reason: new Error('The engine gave no answer.'),
};

function isBlank(line: string): boolean {
  return line.trim() === '';
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
