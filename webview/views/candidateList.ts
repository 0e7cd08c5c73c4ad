import type { ScoredToken, TranslationStep } from '../../src/protocol/translation';
import { element, keepChildren, setText } from '../dom';
import { formatPercent } from '../format/numbers';
import { isEnd, isPiece, nameOf } from '../format/tokens';
import { numberElement, setNumber } from './number';
import { bar, setBar } from './scoreTable';

/** The most probable tokens of a step, the produced one marked. */
export class CandidateList {
  readonly element = element('div', { class: 'candidates' });
  private readonly list = element('ol', { 'aria-label': 'Most probable next tokens' });
  private readonly title = element('h3');
  private readonly rest = element('p', { class: 'rest' });

  constructor() {
    this.element.append(this.title, this.list, this.rest);
  }

  update(step: TranslationStep): void {
    const { candidates, token } = step;
    setText(this.title, `The ${candidates.length} most probable next tokens`);
    const lines = keepChildren(this.list, candidates.length, candidateLine);
    lines.forEach((line, index) => {
      const candidate = candidates[index];
      if (candidate !== undefined) writeCandidate(line, candidate, candidate.id === token.id);
    });
    const covered = candidates.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
    setText(this.rest, `All others together: ${formatPercent(Math.max(0, 1 - covered))}`);
  }
}

function candidateLine(): HTMLLIElement {
  const name = element('bdi', { class: 'name' });
  return element('li', {}, name, bar(), numberElement(), element('span', { class: 'chosen' }));
}

function writeCandidate(line: HTMLLIElement, candidate: ScoredToken, chosen: boolean): void {
  const probability = Math.exp(candidate.logProbability);
  const name = line.querySelector<HTMLElement>('.name');
  if (name !== null) {
    setText(name, isEnd(candidate) ? 'end' : nameOf(candidate));
    name.title = nameOf(candidate);
    name.classList.toggle('end', isEnd(candidate));
    name.classList.toggle('piece', isPiece(candidate));
  }
  const number = line.querySelector('data');
  if (number !== null) setNumber(number, probability, formatPercent(probability));
  setBar(line.querySelector<HTMLElement>('.fill') ?? undefined, 0, probability);
  line.classList.toggle('is-chosen', chosen);
  const mark = line.querySelector('.chosen');
  if (mark !== null) setText(mark, chosen ? 'produced' : '');
}
