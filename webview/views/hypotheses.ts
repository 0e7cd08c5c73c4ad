import type { ListedHypothesis } from '../../src/protocol/translation';
import { element, indexIn, keepChildren, setAttribute, setText } from '../dom';
import { describeHypothesis, scoreFormula, type Beam } from '../format/beam';
import { abbreviated, compareWords, type ComparedWord } from '../format/differences';
import { visibleText } from '../format/visibleText';
import type { PageState } from '../state/pageState';
import { effectiveHypothesis, translationOf } from '../state/selectors';
import { numberElement, setNumber } from './number';
import { bar, setBar } from './scoreTable';
import type { Intents, View } from './view';

/**
 * What a beam found, the best first, each with what is different from the best marked. A list box: the chosen one is the
 * one that everything else on the page shows, and arrow keys choose at once.
 */
export class HypothesesView implements View {
  readonly element = element('section', { class: 'hypotheses', 'aria-label': 'Hypotheses of the beam' });
  private readonly caption = element('span', { class: 'caption' });
  private readonly score = element('span', { class: 'caption' }, 'Score');
  private readonly list = element('div', {
    class: 'hypothesis-list',
    role: 'listbox',
    tabindex: '0',
    'aria-label': 'Hypotheses, the best first',
  });
  private state: PageState | null = null;
  private shown: Beam | null = null;

  constructor(private readonly intents: Intents) {
    const head = element(
      'div',
      { class: 'hypothesis-head', 'aria-hidden': 'true' },
      this.caption,
      this.score,
      element('span', { class: 'caption' }, 'Log-prob.'),
    );
    this.element.append(head, this.list);
    this.list.addEventListener('keydown', (event) => {
      this.pressed(event);
    });
    this.list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('.hypothesis') : null;
      const number = indexIn(option?.dataset['hypothesis']);
      if (number !== null && getSelection()?.isCollapsed !== false) this.choose(number);
    });
  }

  update(state: PageState): void {
    this.state = state;
    const beam = translationOf(state)?.beam ?? null;
    this.element.hidden = beam === null;
    if (beam === null || beam === this.shown) return;
    this.shown = beam;
    setText(this.caption, `Beam of ${beam.width}: hypotheses, the best first`);
    this.score.title = `Score: ${scoreFormula(beam.lengthPenalty)}. The bar is e to the score.`;
    const best = beam.hypotheses[0]?.targetText ?? '';
    const options = keepChildren(this.list, beam.hypotheses.length, option);
    beam.hypotheses.forEach((hypothesis, number) => {
      const line = options[number];
      if (line === undefined) return;
      write(line, hypothesis, number, best);
      setAttribute(line, 'aria-selected', String(number === beam.shown));
      setAttribute(line, 'aria-label', describeHypothesis(hypothesis, number, beam.hypotheses.length));
      if (number === beam.shown) this.reveal(line);
    });
    setAttribute(this.list, 'aria-activedescendant', optionId(beam.shown));
  }

  private pressed(event: KeyboardEvent): void {
    const { state, shown } = this;
    if (state === null || shown === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = effectiveHypothesis(state);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: shown.hypotheses.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(Math.max(0, Math.min(to, shown.hypotheses.length - 1)));
  }

  private choose(hypothesis: number): void {
    if (this.state === null || hypothesis === effectiveHypothesis(this.state)) return;
    this.intents.dispatch({ type: 'chose', hypothesis });
    this.intents.post({ type: 'showHypothesis', hypothesis });
  }

  /** Within the list alone: the page stays where it is. */
  private reveal(line: HTMLElement): void {
    const { scrollTop, clientHeight } = this.list;
    const [top, bottom] = [line.offsetTop, line.offsetTop + line.offsetHeight];
    if (top < scrollTop) this.list.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.list.scrollTop = bottom - clientHeight;
  }
}

/** Elements of one line; they are written to again and again. */
function option(): HTMLElement {
  return element(
    'div',
    { class: 'hypothesis', role: 'option' },
    element('span', { class: 'rank' }),
    element('bdi', { class: 'hypothesis-text', dir: 'auto' }),
    bar(),
    numberElement(),
    numberElement(),
  );
}

function write(line: HTMLElement, hypothesis: ListedHypothesis, number: number, best: string): void {
  line.id = optionId(number);
  line.dataset['hypothesis'] = String(number);
  const [rank, text] = [line.querySelector('.rank'), line.querySelector('.hypothesis-text')];
  if (rank !== null) setText(rank, String(number + 1));
  const whole = visibleText(hypothesis.targetText);
  const words = abbreviated(compareWords(whole, visibleText(best)));
  const cutOff = hypothesis.complete ? [] : [' ', element('span', { class: 'tag' }, 'cut off')];
  if (text !== null) setAttribute(text, 'title', whole);
  text?.replaceChildren(...words.flatMap(wordElement), ...cutOff);
  setBar(line.querySelector<HTMLElement>('.fill') ?? undefined, 0, Math.exp(hypothesis.score));
  const [score, logProbability] = line.querySelectorAll('data');
  if (score !== undefined) setNumber(score, hypothesis.score);
  if (logProbability !== undefined) setNumber(logProbability, hypothesis.logProbability);
}

function wordElement({ text, kind }: ComparedWord, index: number): (HTMLElement | string)[] {
  const space = index === 0 ? [] : [' '];
  if (kind === 'common') return [...space, text];
  if (kind === 'own') return [...space, element('span', { class: 'differs' }, text)];
  return [...space, element('span', { class: 'gap', title: 'The best has more words here.' }, '‸')];
}

function optionId(number: number): string {
  return `hypothesis-${number}`;
}
