import { sliceColumns } from '../matrix';
import { parameter, scoreFunction, type ScoreFunction } from '../scoreFunction';
import { scoreThroughTanh } from './additive';

/**
 * score(q, h_i) = v^T tanh(W [q; h_i])
 *
 * Luong et al. 2015, equation 8. W [q; h_i] = W_left q + W_right h_i, so the right half is applied to the
 * annotations once per sentence.
 *
 * W `[attention, 2 hidden]`, v `[1, attention]`
 */
export const concat: ScoreFunction = scoreFunction({
  name: 'concat',
  parameterShapes: ({ attention, hidden }) => ({ W: [attention, 2 * hidden], v: [1, attention] }),
  projections: (parameters) => {
    const w = parameter(parameters, 'W');
    const hidden = w.columns / 2;
    return { query: sliceColumns(w, 0, hidden), keys: sliceColumns(w, hidden, w.columns) };
  },
  compare: (keys, parameters) => scoreThroughTanh(keys, parameter(parameters, 'v')),
});
