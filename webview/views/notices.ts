import { scoreDescriptions } from '../../src/attention/describeScore';
import { directionLabels, directions, modelIdOf } from '../../src/protocol/direction';
import { carriedNotes } from '../../src/protocol/carriedNotes';
import type { PanelState } from '../../src/protocol/panelState';
import type { Translation } from '../../src/protocol/translation';
import { element, setText } from '../dom';
import { describeBeam } from '../format/beam';
import { hasPieces } from '../format/tokens';
import { visibleText } from '../format/visibleText';
import { icon } from '../icons';
import type { PageState } from '../state/pageState';
import { translationOf } from '../state/selectors';
import type { Intents, View } from './view';

/** What went wrong last, of which sentence, and what can be done about it. The last picture stays below it. */
export class ErrorNotice implements View {
  readonly element = element('div', { class: 'notice notice-error', role: 'alert' });
  private readonly source = element('bdi', { class: 'notice-source', dir: 'auto' });
  private readonly text = element('span', { class: 'notice-text' });
  private readonly retry: HTMLElement;
  private readonly choose: HTMLElement;

  constructor({ post }: Intents) {
    this.retry = action('Retry', () => {
      post({ type: 'retry' });
    });
    this.choose = element(
      'span',
      { class: 'notice-actions', role: 'group', 'aria-label': 'Choose a direction' },
      ...directions.map((direction) =>
        action(directionLabels[direction], () => {
          post({ type: 'changeDirection', direction });
        }),
      ),
    );
    const words = element('span', { class: 'notice-words' }, this.source, this.text);
    this.element.append(icon('error'), icon('warning'), words, this.retry, this.choose);
  }

  update(state: PageState): void {
    const { panel } = state;
    const error = panel?.error ?? null;
    this.element.hidden = error === null;
    if (panel === null || error === null) return;
    this.element.classList.toggle('notice-warning', error.remedy === 'direction');
    // With a picture on the page its own sentence is there to read.
    const source = translationOf(state) === null ? panel.memory?.sentences[panel.sentence]?.text : undefined;
    this.source.hidden = source === undefined;
    setText(this.source, visibleText(source ?? ''));
    setText(this.text, error.message);
    this.retry.hidden = error.remedy !== 'retry';
    this.choose.hidden = error.remedy !== 'direction';
  }
}

function action(label: string, pressed: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'button secondary' }, label);
  button.addEventListener('click', pressed);
  return button;
}

/** Where the picture could mislead, in words. */
export class Notices implements View {
  readonly element = element('div', { class: 'notices', role: 'status' });
  private shown = '';

  update(state: PageState): void {
    const { panel } = state;
    const translation = translationOf(state);
    const notices = panel === null || translation === null ? [] : noticesFor(panel, translation);
    this.element.hidden = notices.length === 0;
    const key = notices.join('\n');
    if (key === this.shown) return;
    this.shown = key;
    this.element.replaceChildren(
      ...notices.map((text) =>
        element('p', { class: 'notice' }, icon('info'), element('span', { class: 'notice-text' }, text)),
      ),
    );
  }
}

function noticesFor(panel: PanelState, translation: Translation): string[] {
  const notices: string[] = [];
  const model = panel.used === null ? null : modelIdOf(panel.used, panel.family);
  if (panel.busy === null && (panel.score !== translation.score || model !== translation.model)) {
    const score = scoreDescriptions[translation.score].label;
    notices.push(`This picture is still that of ${translation.modelName}, ${score}.`);
  }
  if (!translation.complete) {
    notices.push('The translation is incomplete: it was cut at the greatest length that this model makes.');
  }
  notices.push(...carriedNotes(translation).map(visibleText));
  if (translation.decoding === 'forced') {
    notices.push('Some tokens were chosen by hand: this is not what the model would have written by itself.');
  }
  if (translation.score === 'location') {
    notices.push(
      'With Location, the decoder’s state alone gives each position its weight: the source words are never looked at.',
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
      translation.decoding === 'greedy'
        ? 'Greedy decoding: each token is the most probable one at its step.'
        : '',
      translation.beam === null ? '' : describeBeam(translation.beam),
      pieces ? 'A + joins a token to the one before it: together they are one word.' : '',
      translation.score === 'none'
        ? ''
        : 'Weights say how much of each source position went into a step; alone they do not explain why a word was chosen.',
    ];
    setText(this.element, notes.filter((note) => note !== '').join(' '));
  }
}
