import { row, type Matrix } from './matrix';
import type { ScoreQuery } from './scoreFunction';
import { softmax } from './softmax';

/** One row of the alignment: what a decoder step saw of the source. */
export interface Attention {
  /** e_t `[sourceLength]`, before the softmax. */
  readonly energies: Float32Array;
  /** a_t `[sourceLength]`, non-negative, summing to 1. */
  readonly weights: Float32Array;
  /** c_t = sum_i a_ti h_i `[hidden]`. */
  readonly context: Float32Array;
}

/** Energies, weights and context for one query `[hidden]`. Bahdanau et al. 2015, section 3.1, eq. 5 and 6. */
export function attend(score: ScoreQuery, annotations: Matrix, query: Float32Array): Attention {
  const energies = score(query);
  const weights = softmax(energies);
  return { energies, weights, context: contextVector(weights, annotations) };
}

/** c = sum_i a_i h_i: weights `[sourceLength]`, annotations `[sourceLength, hidden]` -> `[hidden]`. */
export function contextVector(weights: Float32Array, annotations: Matrix): Float32Array {
  if (weights.length !== annotations.rows) {
    throw new RangeError(`${weights.length} weights do not fit ${annotations.rows} annotations.`);
  }
  const context = new Float32Array(annotations.columns);
  for (let i = 0; i < annotations.rows; i++) {
    const weight = weights[i]!;
    const annotation = row(annotations, i);
    for (let j = 0; j < context.length; j++) context[j] = context[j]! + weight * annotation[j]!;
  }
  return context;
}
