import { element } from '../dom';
import type { PageState } from '../state/pageState';
import { hasWeights, translationOf } from '../state/selectors';
import type { View } from './view';

/** In the heatmap's place when the model works without attention: the truth instead of something plausible. */
export class NoWeights implements View {
  readonly element = element(
    'section',
    { class: 'no-weights' },
    element('h2', {}, 'No weights to draw'),
    element(
      'p',
      {},
      'Without attention, the decoder never looks back at the source words: it writes the whole translation from ' +
        'one fixed summary, the final state of the encoder. So no produced word has weights over source words.',
    ),
    element(
      'p',
      {},
      'Steps and candidates work as always. Choose another score function to see an alignment.',
    ),
  );

  update(state: PageState): void {
    const translation = translationOf(state);
    this.element.hidden = translation === null || hasWeights(translation);
  }
}
