import type { ScoreName } from '../attention/scoreName';
import type { WordAlignment, WordPair } from '../model/bulkAligner';
import type { BulkEngine } from '../model/bulkEngine';
import { answerWindows } from './answerWindows';
import type { AlignArguments } from './arguments';
import { ModelChooser } from './modelChooser';
import type { Streams } from './translate';
import { UsageError } from './usageError';

/** What stands between a sentence and its translation. */
const separator = '|||';

/**
 * Aligns the words of `source ||| target` lines: each target word with the source word that it gave the largest
 * weight, in Pharaoh's format (`i-j`, source and target word, from 0), or all weights as JSON.
 *
 * @returns the exit code: 1 if a line could not be aligned
 * @throws UsageError for a model or a score function that is not there; EngineError if nothing can work
 */
export async function alignLines(
  options: AlignArguments,
  engine: BulkEngine,
  streams: Streams,
): Promise<number> {
  const direction = options.direction === 'auto' ? 'fr-en' : options.direction;
  const { current } = await ModelChooser.create({ ...options, direction }, engine);
  const { model, score } = current;
  if (score === 'none') {
    throw new UsageError('--score none has no weights, so there is nothing to align with.');
  }
  const { batch, convention, asIs } = options;
  const formatted = ([alignment = empty]: readonly WordAlignment[]): string =>
    options.weights ? jsonOf(alignment, { model, score, convention }) : pharaoh(alignment);
  return answerWindows(streams, {
    async answerAll(lines) {
      const pairs = lines.map(pairOf);
      const aligned = await engine.alignAll(
        model,
        pairs.flatMap((pair) => (pair.status === 'fulfilled' ? [pair.value] : [])),
        { score, batch, conventions: [convention], asIs },
      );
      return pairs.map((pair) => (pair.status === 'rejected' ? pair : (aligned.shift() ?? missing)));
    },
    answer: formatted,
    blank: () => (options.weights ? jsonOf(empty, { model, score, convention }) : ''),
    failed: options.weights ? '' : '\n',
  });
}

const empty: WordAlignment = { source: [], target: [], links: [], rows: [], rest: [] };
const missing: PromiseRejectedResult = {
  status: 'rejected',
  reason: new Error('The engine gave no answer.'),
};

function pairOf(line: string): PromiseSettledResult<WordPair> {
  const sides = line.split(separator).map(wordsOf);
  const [source, target, ...more] = sides;
  const problem = problemWith(source, target, more.length);
  if (source === undefined || target === undefined || problem !== null) {
    return { status: 'rejected', reason: new Error(problem ?? 'A side is missing.') };
  }
  return { status: 'fulfilled', value: { source, target } };
}

function problemWith(
  source: readonly string[] | undefined,
  target: readonly string[] | undefined,
  more: number,
): string | null {
  if (target === undefined) return `There is no ${separator} between a sentence and its translation.`;
  if (more > 0) return `There is more than one ${separator}.`;
  if (source?.length === 0) return `There are no words before ${separator}.`;
  return target.length === 0 ? `There are no words after ${separator}.` : null;
}

/** Words are separated by blanks; other kinds of space may belong to them. */
export function wordsOf(side: string): string[] {
  return side.split(/[ \t]+/).filter((word) => word !== '');
}

function pharaoh({ links }: WordAlignment): string {
  return links.map(({ source, target }) => `${source}-${target}`).join(' ');
}

/** One line of `align --weights`: a contract with other programs, so fields keep their names and order. */
function jsonOf(
  alignment: WordAlignment,
  { model, score, convention }: { model: string; score: ScoreName; convention: string },
): string {
  const { source, target, rows, rest } = alignment;
  return JSON.stringify({
    source,
    target,
    model,
    score,
    convention,
    links: pharaoh(alignment),
    weights: rows.map((row) => row?.map(single) ?? null),
    endOfSource: rest.map(single),
  });
}

/** As many digits as the weights have, which are single-precision numbers. */
function single(value: number): number {
  return Number(value.toPrecision(9));
}
