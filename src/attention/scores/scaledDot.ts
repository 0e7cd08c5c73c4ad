import { multiply, multiplyRows } from '../matrix';
import { parameter, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = (W_Q q)^T (W_K h_i) / sqrt(k)
 *
 * Vaswani et al. 2017, equation 1 and section 3.2.2. Its own projections are part of the definition here: over
 * the bare states that it would share with dot, its energies are sqrt(d) too small to be trained jointly.
 *
 * W_Q `[attention, hidden]`, W_K `[attention, hidden]`; k = attention
 */
export const scaledDot: ScoreFunction = {
  name: 'scaled-dot',
  parameterShapes: ({ attention, hidden }) => ({ W_Q: [attention, hidden], W_K: [attention, hidden] }),
  prepare: (annotations, parameters) => {
    const wQ = parameter(parameters, 'W_Q');
    const keys = multiplyRows(parameter(parameters, 'W_K'), annotations);
    const scale = 1 / Math.sqrt(keys.columns);
    return (query) => multiply(keys, multiply(wQ, query)).map((energy) => energy * scale);
  },
};
