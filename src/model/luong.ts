import { above, of, type DecoderFamily } from './decoderFamily';

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
  async step(cell, starts) {
    const states = await cell.nextStates(starts.map(({ previous, state }) => ({ previous, state })));
    const attended = await cell.attend(states);
    const reading = attended.map(({ context }, i) => ({
      ...above(of(starts, i)),
      state: of(states, i),
      context,
    }));
    const readings = await cell.read(reading);
    return attended.map((row, i) => ({ ...row, state: of(states, i), reading: of(readings, i) }));
  },
};
