import { multiply } from '../matrix';
import { parameter, scoreFunction, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = q^T W h_i
 *
 * Luong et al. 2015, equation 8 (multiplicative attention). The keys are W h_i.
 *
 * W `[hidden, hidden]`
 */
export const general: ScoreFunction = scoreFunction({
  name: 'general',
  parameterShapes: ({ hidden }) => ({ W: [hidden, hidden] }),
  projections: (parameters) => ({ keys: parameter(parameters, 'W'), query: null }),
  compare: (keys) => (query) => multiply(keys, query),
});
