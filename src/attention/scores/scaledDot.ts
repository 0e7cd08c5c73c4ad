import { multiply } from '../matrix';
import { parameter, scoreFunction, type ScoreFunction } from '../scoreFunction';

/**
 * score(q, h_i) = (W_Q q)^T (W_K h_i) / sqrt(k)
 *
 * Vaswani et al. 2017, equation 1 and section 3.2.2. Its own projections are part of the definition here: over
 * the bare states that it would share with dot, its energies are sqrt(d) too small to be trained jointly.
 *
 * W_Q `[attention, hidden]`, W_K `[attention, hidden]`; k = attention
 */
export const scaledDot: ScoreFunction = scoreFunction({
  name: 'scaled-dot',
  parameterShapes: ({ attention, hidden }) => ({ W_Q: [attention, hidden], W_K: [attention, hidden] }),
  projections: (parameters) => ({ keys: parameter(parameters, 'W_K'), query: parameter(parameters, 'W_Q') }),
  compare: (keys) => {
    const scale = 1 / Math.sqrt(keys.columns);
    return (query) => multiply(keys, query).map((energy) => energy * scale);
  },
});
