import { dot, matrix, row, type Matrix } from '../matrix';
import { parameter, scoreFunction, type ScoreFunction, type ScoreQuery } from '../scoreFunction';
import { tanh } from '../tanh';

/**
 * score(q, h_i) = v^T tanh(W q + U h_i)
 *
 * Bahdanau et al. 2015, appendix A.1.2. U h_i does not depend on the query: once per sentence.
 *
 * W `[attention, hidden]`, U `[attention, hidden]`, v `[1, attention]`
 */
export const additive: ScoreFunction = scoreFunction({
  name: 'additive',
  parameterShapes: ({ attention, hidden }) => ({
    W: [attention, hidden],
    U: [attention, hidden],
    v: [1, attention],
  }),
  projections: (parameters) => ({ keys: parameter(parameters, 'U'), query: parameter(parameters, 'W') }),
  compare: (keys, parameters) => scoreThroughTanh(keys, parameter(parameters, 'v')),
});

/** v^T tanh(W q + key_i) for W q and keys `[sourceLength, attention]`; shared with concat, which is the same sum. */
export function scoreThroughTanh(keys: Matrix, v: Matrix): ScoreQuery {
  const hiddenLayer = matrix(1, keys.columns).data;
  return (projected) => {
    const energies = new Float32Array(keys.rows);
    for (let i = 0; i < keys.rows; i++) {
      const key = row(keys, i);
      for (let j = 0; j < hiddenLayer.length; j++) hiddenLayer[j] = tanh(projected[j]! + key[j]!);
      energies[i] = dot(v.data, hiddenLayer);
    }
    return energies;
  };
}
