import { entropy, ranks, uniformEntropy } from '../../src/attention/metrics';
import type { Translation } from '../../src/protocol/translation';

export interface CellFacts {
  readonly weight: number;
  readonly energy: number;
  /** 1 for the largest weight of the row. */
  readonly rank: number;
  readonly of: number;
}

export interface RowFacts {
  /** In bits, with that of equal weights beside it. */
  readonly entropy: number;
  readonly uniform: number;
  readonly strongest: number;
  readonly weight: number;
}

export interface ColumnFacts {
  /** The sum of the weights that the produced tokens gave to this source token. */
  readonly received: number;
  /** The produced token that gave most; null if nothing is produced. */
  readonly strongest: number | null;
  readonly weight: number;
}

/** Null where nothing is drawn: outside, or without attention. */
export function cellFacts(translation: Translation, row: number, column: number): CellFacts | null {
  const step = translation.steps[row];
  const weights = step?.weights ?? [];
  const [weight, energy] = [weights[column], step?.energies?.[column]];
  if (weight === undefined || energy === undefined) return null;
  return { weight, energy, rank: ranks(weights)[column] ?? weights.length, of: weights.length };
}

export function rowFacts(translation: Translation, row: number): RowFacts | null {
  const weights = translation.steps[row]?.weights ?? [];
  if (weights.length === 0) return null;
  const weight = Math.max(...weights);
  return {
    entropy: entropy(weights),
    uniform: uniformEntropy(weights.length),
    strongest: weights.indexOf(weight),
    weight,
  };
}

/** Of the first `produced` rows only: what is not produced yet has given nothing. */
export function columnFacts(translation: Translation, column: number, produced: number): ColumnFacts | null {
  if (translation.sourceTokens[column] === undefined) return null;
  let received = 0;
  let strongest: number | null = null;
  let weight = 0;
  for (const [row, { weights }] of translation.steps.slice(0, produced).entries()) {
    if (weights === null) return null;
    const own = weights[column] ?? 0;
    received += own;
    if (strongest === null || own > weight) [strongest, weight] = [row, own];
  }
  return { received, strongest, weight };
}
