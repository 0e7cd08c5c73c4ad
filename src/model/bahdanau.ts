import { above, of, type DecoderFamily } from './decoderFamily';

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
  async step(cell, starts) {
    const attended = await cell.attend(starts.map(({ state }) => state));
    const moving = starts.map(({ previous, state }, i) => {
      return { previous, state, context: of(attended, i).context };
    });
    const states = await cell.nextStates(moving);
    const reading = moving.map((inputs, i) => ({ ...above(of(starts, i)), ...inputs, state: of(states, i) }));
    const readings = await cell.read(reading);
    return attended.map((row, i) => ({ ...row, state: of(states, i), reading: of(readings, i) }));
  },
};
