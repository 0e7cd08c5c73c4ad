import { multiply, multiplyRows } from '../matrix';
import { parameter, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = q^T W h_i
 *
 * Luong et al. 2015, equation 8 (multiplicative attention). The keys are W h_i.
 *
 * W `[hidden, hidden]`
 */
export const general: ScoreFunction = {
  name: 'general',
  parameterShapes: ({ hidden }) => ({ W: [hidden, hidden] }),
  prepare: (annotations, parameters) => {
    const keys = multiplyRows(parameter(parameters, 'W'), annotations);
    return (query) => multiply(keys, query);
  },
};
