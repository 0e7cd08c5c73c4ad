import { scoreDescriptions } from '../../src/attention/describeScore';
import { isScoreName } from '../../src/attention/scoreName';
import type { PanelState } from '../../src/protocol/panelState';
import { element, setText } from '../dom';
import { icon, type IconName } from '../icons';
import type { PageState } from '../state/pageState';
import { Select, type Choice } from './select';
import type { Intents, View } from './view';

/** Which model, which score function, which sentence. */
export class Toolbar implements View {
  readonly element = element('header', { class: 'toolbar' });
  private readonly model: Select;
  private readonly score: Select;
  private readonly walker = element('div', { class: 'walker', role: 'group', 'aria-label': 'Sentences' });
  private readonly numbers = element('span');
  private readonly count = element(
    'span',
    { class: 'count', 'aria-live': 'polite' },
    element('span', { class: 'count-word' }, 'Sentence '),
    this.numbers,
  );
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private sentence = 0;

  constructor({ post }: Intents) {
    this.model = new Select('model', 'Model', (model) => {
      post({ type: 'changeModel', model });
    });
    this.score = new Select('score', 'Score function', (score) => {
      if (isScoreName(score)) post({ type: 'changeScore', score });
    });
    const walk = (by: number) => () => {
      post({ type: 'showSentence', sentence: this.sentence + by });
    };
    this.previous = iconButton('previous', 'Previous sentence', walk(-1));
    this.next = iconButton('next', 'Next sentence', walk(1));
    this.walker.append(this.previous, this.count, this.next);
    this.element.append(this.model.element, this.score.element, this.walker);
  }

  update({ panel }: PageState): void {
    if (panel === null) return;
    this.model.update(
      panel.models.map(({ id, name }) => ({ value: id, label: name })),
      panel.model,
    );
    this.score.update(scoreChoices(panel), panel.score);
    this.sentence = panel.sentence;
    this.walker.hidden = panel.sentenceCount < 2;
    setText(this.numbers, `${panel.sentence + 1} of ${panel.sentenceCount}`);
    this.previous.disabled = panel.sentence <= 0;
    this.next.disabled = panel.sentence + 1 >= panel.sentenceCount;
  }
}

/** Only what the model was trained with is offered. */
function scoreChoices(panel: PanelState): Choice[] {
  const scores = panel.models.find(({ id }) => id === panel.model)?.scores ?? [];
  return scores.map((score) => ({
    value: score,
    label: scoreDescriptions[score].label,
    title: scoreDescriptions[score].summary,
  }));
}

export function iconButton(name: IconName, label: string, pressed: () => void): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: 'icon-button',
    title: label,
    'aria-label': label,
  });
  button.append(icon(name));
  button.addEventListener('click', pressed);
  return button;
}
