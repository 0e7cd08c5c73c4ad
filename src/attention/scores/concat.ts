import { multiplyRows, sliceColumns } from '../matrix';
import { parameter, type ScoreFunction } from '../scoreFunction';
import { scoreThroughTanh } from './additive';

/**
 * score(q, h_i) = v^T tanh(W [q; h_i])
 *
 * Luong et al. 2015, equation 8. W [q; h_i] = W_left q + W_right h_i, so the right half is applied to the
 * annotations once per sentence.
 *
 * W `[attention, 2 hidden]`, v `[1, attention]`
 */
export const concat: ScoreFunction = {
  name: 'concat',
  parameterShapes: ({ attention, hidden }) => ({ W: [attention, 2 * hidden], v: [1, attention] }),
  prepare: (annotations, parameters) => {
    const w = parameter(parameters, 'W');
    const hidden = w.columns - annotations.columns;
    return scoreThroughTanh(
      sliceColumns(w, 0, hidden),
      multiplyRows(sliceColumns(w, hidden, w.columns), annotations),
      parameter(parameters, 'v'),
    );
  },
};
