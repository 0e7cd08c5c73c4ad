import { matrix, multiply } from '../matrix';
import { parameter, scoreFunction, unprojected, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = (W q)_i
 *
 * Luong et al. 2015, equation 8 (location-based). The source's content is not looked at: only its length, which
 * says how many rows of W take part.
 *
 * W `[maxSourceLength, hidden]`
 */
export const location: ScoreFunction = scoreFunction({
  name: 'location',
  parameterShapes: ({ maxSourceLength, hidden }) => ({ W: [maxSourceLength, hidden] }),
  projections: () => unprojected,
  compare: (annotations, parameters) => {
    const w = parameter(parameters, 'W');
    if (annotations.rows > w.rows) {
      throw new RangeError(`location knows ${w.rows} source positions; the source has ${annotations.rows}.`);
    }
    const positions = matrix(annotations.rows, w.columns, w.data.subarray(0, annotations.rows * w.columns));
    return (query) => multiply(positions, query);
  },
});
