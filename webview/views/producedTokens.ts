import type { Translation } from '../../src/protocol/translation';
import { element } from '../dom';
import { tokenLabel } from '../heatmap/labels';
import type { InspectedStep } from '../state/selectors';

/** The tokens that the decoder had produced when it took this step: with the source, all that it knew. */
export class ProducedTokens {
  readonly element = element('p', { class: 'so-far' });
  private key = '';

  update(translation: Translation, { row }: InspectedStep): void {
    const tokens = translation.steps.slice(0, row).map((step) => step.token);
    const key = tokens.map((token) => `${token.id}`).join(' ');
    if (key === this.key && this.element.childElementCount > 0) return;
    this.key = key;
    // They are not places to point at: lighting one would show its step, and take the chips from under the pointer.
    const chips = tokens.map((token, index) => tokenLabel(token, tokens[index - 1]));
    const start = element('span', { class: 'token token-start', title: 'start of the sentence' }, 'start');
    this.element.replaceChildren(element('span', { class: 'caption' }, 'So far'), start, ...chips);
  }
}
