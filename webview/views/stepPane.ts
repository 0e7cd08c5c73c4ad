import type { Translation } from '../../src/protocol/translation';
import { element, setText } from '../dom';
import { describeQuery, targetName } from '../format/describe';
import type { PageState } from '../state/pageState';
import { inspectedStep, type InspectedStep, translationOf } from '../state/selectors';
import { CandidateList } from './candidateList';
import { ScoreTable } from './scoreTable';
import { ProducedTokens } from './producedTokens';
import type { View } from './view';

const tags: Readonly<Record<InspectedStep['because'], string>> = {
  lit: 'highlighted',
  produced: 'just produced',
  next: 'about to be produced',
};

/** A table for every cell that the pointer crosses would cost more than a frame: the pane waits until it rests. */
const rest = 50;

/** One step of decoding from the inside: query, energies, weights, and what could have come next. */
export class StepPane implements View {
  readonly element = element('aside', { class: 'step-pane', 'aria-label': 'Decoding step' });
  private readonly title = element('h2');
  private readonly number = element('span', { class: 'step-number' });
  private readonly token = element('bdi', { class: 'step-token' });
  private readonly tag = element('span', { class: 'tag' });
  private readonly query = element('p', { class: 'explain' });
  private readonly produced = new ProducedTokens();
  private readonly table = new ScoreTable();
  private readonly candidates = new CandidateList();
  private last: PageState | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.title.append(this.number, this.token, this.tag);
    this.element.append(
      this.title,
      this.produced.element,
      this.query,
      this.table.element,
      this.candidates.element,
    );
  }

  update(state: PageState): void {
    const { last } = this;
    this.last = state;
    clearTimeout(this.timer);
    const onlyPointer =
      state.panel === last?.panel && state.focus === last.focus && state.pointed === last.pointed;
    if (onlyPointer) {
      this.timer = setTimeout(() => {
        this.draw(state);
      }, rest);
    } else this.draw(state);
  }

  private draw(state: PageState): void {
    const translation = translationOf(state);
    const inspected = inspectedStep(state);
    this.element.hidden = translation === null || inspected === null;
    if (translation === null || inspected === null) return;
    const { row, because } = inspected;
    setText(this.number, `Step ${row + 1}`);
    setText(this.token, targetName(translation, row));
    setText(this.tag, tags[because]);
    this.tag.className = `tag tag-${because}`;
    setText(this.query, explain(translation, inspected));
    this.produced.update(translation, inspected);
    this.table.update(state, translation, inspected);
    this.candidates.update(inspected.step);
  }
}

/** Which state asked, and whose row this is. */
function explain(translation: Translation, { row }: InspectedStep): string {
  const token = targetName(translation, row);
  if (translation.score === 'none') {
    return `“${token}” was produced from the decoder’s state and one fixed summary of the source sentence. No query, no energies, no weights.`;
  }
  const { symbol, words } = describeQuery(translation.family, row);
  return `The query is ${symbol}, ${words}. This row belongs to “${token}”, the token that these weights helped to produce.`;
}
