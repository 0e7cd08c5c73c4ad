import { dot, matrix, multiply, row, type Matrix } from '../matrix';
import { parameter, scoreFunction, unprojected, type ScoreFunction } from '../scoreFunction';

/** Below this the length of a vector counts as this, so that a zero vector has cosine 0 with everything. */
export const shortest = 1e-8;

/**
 * score(q, h_i) = beta cos(q, h_i)
 *
 * Graves et al. 2014 (Neural Turing Machines), equations 5 and 6; the key strength beta is one learned number
 * here, not one that the controller emits at each step.
 *
 * beta `[1, 1]`
 */
export const contentBased: ScoreFunction = scoreFunction({
  name: 'content-based',
  parameterShapes: () => ({ beta: [1, 1] }),
  projections: () => unprojected,
  compare: (annotations, parameters) => {
    const beta = parameter(parameters, 'beta').data[0]!;
    const lengths = Float32Array.from({ length: annotations.rows }, (_, i) => norm(row(annotations, i)));
    return (query) => {
      const queryLength = norm(query);
      return multiply(annotations, query).map((product, i) => (beta * product) / (queryLength * lengths[i]!));
    };
  },
});

/** Rows of length 1, with which a product is a cosine. */
export function unitRows(m: Matrix): Matrix {
  const units = matrix(m.rows, m.columns);
  for (let i = 0; i < m.rows; i++) {
    const length = norm(row(m, i));
    row(m, i).forEach((value, j) => (units.data[i * m.columns + j] = value / length));
  }
  return units;
}

function norm(vector: Float32Array): number {
  return Math.max(Math.sqrt(dot(vector, vector)), shortest);
}
