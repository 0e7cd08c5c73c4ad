import { scoreDescriptions } from '../../src/attention/describeScore';
import type { PanelState } from '../../src/protocol/panelState';
import type { Translation } from '../../src/protocol/translation';
import { element, setText } from '../dom';
import { hasPieces } from '../format/tokens';
import { icon } from '../icons';
import type { PageState } from '../state/pageState';
import { translationOf } from '../state/selectors';
import type { Intents, View } from './view';

/** What must be said about the picture in words: an error, and where it could mislead. */
export class Notices implements View {
  readonly element = element('div', { class: 'notices' });
  private readonly error = element('div', { class: 'notice notice-error', role: 'alert' });
  private readonly errorText = element('span', { class: 'notice-text' });
  private readonly list = element('div', { class: 'notice-list' });
  private shown = '';

  constructor({ post }: Intents) {
    const retry = element('button', { type: 'button', class: 'button secondary' }, 'Retry');
    retry.addEventListener('click', () => {
      post({ type: 'retry' });
    });
    this.error.append(icon('error'), this.errorText, retry);
    this.element.append(this.error, this.list);
  }

  update(state: PageState): void {
    const { panel } = state;
    const error = panel?.error ?? null;
    this.error.hidden = error === null;
    setText(this.errorText, error ?? '');
    const translation = translationOf(state);
    const notices = panel === null || translation === null ? [] : noticesFor(panel, translation);
    this.element.hidden = this.error.hidden && notices.length === 0;
    const key = notices.join('\n');
    if (key === this.shown) return;
    this.shown = key;
    this.list.replaceChildren(
      ...notices.map((text) =>
        element('p', { class: 'notice' }, icon('info'), element('span', { class: 'notice-text' }, text)),
      ),
    );
  }
}

function noticesFor(panel: PanelState, translation: Translation): string[] {
  const notices: string[] = [];
  if (panel.busy === null && (panel.score !== translation.score || panel.model !== translation.model)) {
    const score = scoreDescriptions[translation.score].label;
    notices.push(`This picture is still that of ${translation.modelName}, ${score}.`);
  }
  if (!translation.complete) {
    notices.push('The translation is incomplete: it was cut at the greatest length that this model makes.');
  }
  if (translation.decoding === 'forced') {
    notices.push('Some tokens were chosen by hand: this is not what the model would have written by itself.');
  }
  if (translation.score === 'location') {
    notices.push(
      'Location never looks at the source words: the weights come from the decoder’s state alone.',
    );
  }
  return notices;
}

/** Below the picture, always: how it is to be read. */
export class ReadingNotes implements View {
  readonly element = element('p', { class: 'reading-notes' });

  update(state: PageState): void {
    const translation = translationOf(state);
    this.element.hidden = translation === null;
    if (translation === null) return;
    const tokens = translation.steps.map((step) => step.token);
    const pieces = hasPieces(translation.sourceTokens) || hasPieces(tokens);
    const notes = [
      pieces ? 'Tokens under one line are pieces of one word (+ joins a piece to the one before).' : '',
      translation.score === 'none'
        ? ''
        : 'Weights say how much of each source position went into a step; that alone does not explain the choice of a word.',
    ];
    setText(this.element, notes.filter((note) => note !== '').join(' '));
  }
}
