import { attendOrSummary, type DecoderFamily } from './decoderFamily';

/**
 * RNNsearch (Bahdanau et al. 2015, section 3.1): look first, then move.
 *
 *     q_t = s_{t-1}
 *     c_t = attend(q_t)
 *     s_t = f(s_{t-1}, y_{t-1}, c_t)
 *     p(y_t) = softmax(g(s_t, c_t, y_{t-1}))
 */
export const bahdanau: DecoderFamily = {
  decoderInputs: ['previous', 'state', 'context'],
  readoutInputs: ['state', 'context', 'previous'],
  async step(cell, start) {
    const attended = attendOrSummary(start, start.state);
    const { context } = attended;
    const state = await cell.nextState({ previous: start.previous, state: start.state, context });
    const logProbabilities = await cell.logProbabilities({ state, context, previous: start.previous });
    return { ...attended, state, logProbabilities };
  },
};
