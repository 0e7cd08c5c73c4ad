import { element, setText } from '../dom';
import type { PageState } from '../state/pageState';
import type { Intents, View } from './view';

/** Work shorter than this shows no sign of itself: a change of score function must not flicker. */
const patience = 150;

/** That something is being computed, over the old picture, which stays. */
export class Busy implements View {
  readonly element = element('div', { class: 'busy', hidden: '' });
  private readonly text = element('span', { class: 'busy-text', role: 'status' });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ post }: Intents) {
    const cancel = element('button', { type: 'button', class: 'button secondary' }, 'Cancel');
    cancel.addEventListener('click', () => {
      post({ type: 'cancel' });
    });
    const bar = element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Working' });
    this.element.append(bar, element('div', { class: 'busy-pill' }, this.text, cancel));
  }

  update({ panel }: PageState): void {
    const busy = panel?.busy ?? null;
    if (busy === null) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.element.hidden = true;
      return;
    }
    setText(this.text, busy);
    if (!this.element.hidden || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.element.hidden = false;
    }, patience);
  }
}
