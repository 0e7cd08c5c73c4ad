import { element, setAttribute, setText } from '../dom';
import { icon } from '../icons';
import type { Copying, PageState } from '../state/pageState';
import type { Intents, View } from './view';

/** How long it is said that it was copied, in milliseconds. */
const confirmed = 4000;

/** Copies the whole translation, which only the host can do, and says so. */
export class CopyButton implements View {
  readonly element = element('div', { class: 'copy' });
  private readonly button = element('button', { type: 'button', class: 'icon-button' });
  private readonly status = element('span', { class: 'copy-status', role: 'status' });
  private readonly icons = { copy: icon('copy'), done: icon('check') };
  private shown: Copying | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ post }: Intents) {
    this.button.append(this.icons.copy);
    this.button.addEventListener('click', () => {
      if (this.shown?.phase !== 'busy') post({ type: 'copyTranslation' });
    });
    this.element.append(this.button, this.status);
  }

  update({ panel, copying }: PageState): void {
    const count = panel?.sentenceCount ?? 0;
    const label = count > 1 ? `Copy the translation of all ${count} sentences` : 'Copy the translation';
    setAttribute(this.button, 'aria-label', label);
    setAttribute(this.button, 'title', label);
    if (copying === this.shown) return;
    this.shown = copying;
    clearTimeout(this.timer);
    const phase = copying?.phase;
    // Not disabled: the focus must not be lost while it works.
    setAttribute(this.button, 'aria-disabled', phase === 'busy' ? 'true' : null);
    if (phase === 'busy') this.say('Copying…', this.icons.copy);
    else if (phase === 'done') this.say('Copied', this.icons.done);
    else this.say('', this.icons.copy);
    if (phase === 'done') {
      this.timer = setTimeout(() => {
        this.say('', this.icons.copy);
      }, confirmed);
    }
  }

  private say(text: string, picture: SVGSVGElement): void {
    setText(this.status, text);
    if (this.button.firstChild !== picture) this.button.replaceChildren(picture);
  }
}
