import type { Matrix } from './matrix';
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
  const { rows, columns, data } = annotations;
  const context = new Float32Array(columns);
  // Four annotations at a time: the sums are read and written a quarter as often.
  const whole = rows - (rows % 4);
  for (let i = 0; i < whole; i += 4) {
    const [w0, w1, w2, w3] = [weights[i]!, weights[i + 1]!, weights[i + 2]!, weights[i + 3]!];
    const first = i * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    for (let j = 0; j < columns; j++) {
      context[j]! +=
        w0 * data[first + j]! + w1 * data[second + j]! + (w2 * data[third + j]! + w3 * data[fourth + j]!);
    }
  }
  for (let i = whole; i < rows; i++) {
    const [weight, start] = [weights[i]!, i * columns];
    for (let j = 0; j < columns; j++) context[j]! += weight * data[start + j]!;
  }
  return context;
}
