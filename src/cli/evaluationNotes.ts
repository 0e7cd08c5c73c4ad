import type { Failure, Measured } from './measure';

/** Of more lines only the number is said; JSON has them all. */
const mostLines = 10;

/** Sentences that are not measured as they should be, in words: a note for each model and kind. */
export function notesOn(rows: readonly Measured[]): string[] {
  return [...new Set(rows.map(({ model }) => model))].flatMap((model) => {
    const own = rows.filter((row) => row.model === model);
    const untranslated = union(own.map(({ bleu }) => bleu?.failures ?? []));
    const unaligned = union(own.flatMap(({ alignments }) => alignments.map(({ failures }) => failures)));
    const unfinished = Math.max(0, ...own.map(({ bleu }) => bleu?.unfinished ?? 0));
    return [
      ...failed(model, untranslated, 'not translated, and counted as empty'),
      ...failed(model, unaligned, 'not aligned, and counted as without links'),
      ...(unfinished === 0
        ? []
        : [
            `${model}: up to ${unfinished} translations did not end within the greatest length that it makes.`,
          ]),
    ];
  });
}

/** Whether a sentence failed. */
export function hasFailures({ bleu, alignments }: Measured): boolean {
  return [bleu, ...alignments].some((one) => (one?.failures.length ?? 0) > 0);
}

function failed(model: string, failures: readonly Failure[], what: string): string[] {
  const [first] = failures;
  if (first === undefined) return [];
  const lines = failures.slice(0, mostLines).map(({ line }) => line);
  const more = failures.length - lines.length;
  const where = `line${failures.length === 1 ? '' : 's'} ${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [`${model}: ${where} ${what}. Line ${first.line}: ${firstSentence(first.reason)}`];
}

/** What is wrong; what follows is advice for somebody who has the sentence in an editor. */
function firstSentence(text: string): string {
  return text.split(/(?<=[.!?]) /, 1)[0] ?? text;
}

/** By line; what is the same with every score function is there once. */
function union(lists: readonly (readonly Failure[])[]): Failure[] {
  const byLine = new Map(lists.flat().map((failure) => [failure.line, failure]));
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}
