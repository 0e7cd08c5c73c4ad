import { attendOrSummary, type DecoderFamily } from './decoderFamily';

/**
 * Luong et al. 2015, section 3 (global attention, no input feeding): move first, then look.
 *
 *     s_t = f(s_{t-1}, y_{t-1})
 *     q_t = s_t
 *     c_t = attend(q_t)
 *     p(y_t) = softmax(g(tanh(W_c [c_t; s_t])))
 */
export const luong: DecoderFamily = {
  decoderInputs: ['previous', 'state'],
  readoutInputs: ['state', 'context'],
  async step(cell, start) {
    const state = await cell.nextState({ previous: start.previous, state: start.state });
    const attended = attendOrSummary(start, state);
    const logProbabilities = await cell.logProbabilities({ state, context: attended.context });
    return { ...attended, state, logProbabilities };
  },
};
