import { element } from '../dom';
import type { PageState } from '../state/pageState';
import { translationOf } from '../state/selectors';
import type { Intents, View } from './view';

/** Before the first translation: what this panel is for, and one button. */
export class EmptyState implements View {
  readonly element = element('section', { class: 'empty' });
  private readonly button = element('button', { type: 'button', class: 'button' }, 'Translate Selection');

  constructor({ post }: Intents) {
    this.button.addEventListener('click', () => {
      post({ type: 'translateSelection' });
    });
    this.element.append(
      motif(),
      element('h1', {}, 'See where a translation looks'),
      element(
        'p',
        {},
        'Select a sentence in a text editor, or put the cursor into one, in French or in English. Here you will see how much each produced ' +
          'word attended to each source word, step by step.',
      ),
      this.button,
    );
  }

  update(state: PageState): void {
    const { panel } = state;
    // What went wrong with a sentence stands in its place.
    const hasFailed = panel !== null && panel.error !== null && panel.sentenceCount > 0;
    this.element.hidden = translationOf(state) !== null || hasFailed;
    this.button.disabled = (panel?.busy ?? null) !== null;
  }
}

/** A small alignment: decoration, drawn by the style sheet. */
function motif(): HTMLElement {
  const cells = Array.from({ length: 16 }, (_, index) => element('span', { class: `motif-${index}` }));
  return element('div', { class: 'motif', 'aria-hidden': 'true' }, ...cells);
}
