import { multiply } from '../matrix';
import { scoreFunction, unprojected, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = q^T h_i
 *
 * Luong et al. 2015, equation 8. No parameters: query and annotations share one space.
 */
export const dotProduct: ScoreFunction = scoreFunction({
  name: 'dot',
  parameterShapes: () => ({}),
  projections: () => unprojected,
  compare: (annotations) => (query) => multiply(annotations, query),
});
