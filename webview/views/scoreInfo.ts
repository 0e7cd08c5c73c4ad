import temml from 'temml';
import { scoreDescriptions } from '../../src/attention/describeScore';
import type { ScoreName } from '../../src/attention/scoreName';
import { element, setText } from '../dom';
import type { PageState } from '../state/pageState';
import { translationOf } from '../state/selectors';
import type { View } from './view';

/** The score function that made the picture: its equation, what it does, and the paper it is from. */
export class ScoreInfo implements View {
  readonly element = element('section', { class: 'score-info', 'aria-label': 'Score function' });
  private readonly equation = element('div', { class: 'equation' });
  private readonly summary = element('span', { class: 'summary' });
  private readonly source = element('span', { class: 'citation' });
  private shown: ScoreName | null = null;

  constructor() {
    this.element.append(this.equation, element('p', {}, this.summary, ' ', this.source));
  }

  update(state: PageState): void {
    const score = translationOf(state)?.score ?? null;
    this.element.hidden = score === null;
    if (score === null || score === this.shown) return;
    this.shown = score;
    const { label, equation, summary, source } = scoreDescriptions[score];
    temml.render(equation, this.equation, { displayMode: false });
    setText(this.summary, `${label}: ${lowerFirst(summary)}`);
    setText(this.source, source);
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
