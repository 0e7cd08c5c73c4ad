import type { Translation } from '../../src/protocol/translation';
import { element, keepChildren, setAttribute, setText } from '../dom';
import { sourceName } from '../format/describe';
import type { PageState } from '../state/pageState';
import { litPlace, type InspectedStep } from '../state/selectors';
import { numberElement, setNumber } from './number';

/** Energies before and weights after the softmax, side by side, one line for each source token. */
export class ScoreTable {
  readonly element = element('div', { class: 'scores' });
  private readonly body = element('tbody');

  constructor() {
    const energy = element('th', { scope: 'col', colspan: '2' }, 'Energy ', symbol('e'));
    const weight = element('th', { scope: 'col', colspan: '2' }, 'softmax → Weight ', symbol('a'));
    const head = element('tr', {}, element('th', { scope: 'col' }, 'Source'), energy, weight);
    // Column widths: bars take what names and numbers leave.
    const columns = ['name', 'bar', 'number', 'bar', 'number'].map((kind) =>
      element('col', { class: `col-${kind}` }),
    );
    const table = element(
      'table',
      {},
      element('caption', { class: 'sr-only' }, 'Energies and weights of this step'),
      element('colgroup', {}, ...columns),
      element('thead', {}, head),
      this.body,
    );
    this.element.append(table);
  }

  update(state: PageState, translation: Translation, { step, row, because }: InspectedStep): void {
    const { energies, weights } = step;
    this.element.hidden = energies === null || weights === null;
    if (energies === null || weights === null) return;
    const lowest = Math.min(0, ...energies);
    const span = Math.max(0, ...energies) - lowest || 1;
    const largest = Math.max(...weights);
    const column = litPlace(state)?.column ?? null;
    const lines = keepChildren(this.body, weights.length, scoreLine);
    lines.forEach((line, index) => {
      const [energy = 0, weight = 0] = [energies[index], weights[index]];
      line.dataset['column'] = String(index);
      // A row that is not produced yet cannot be lit.
      setAttribute(line, 'data-row', because === 'next' ? null : String(row));
      line.classList.toggle('lit', index === column);
      line.classList.toggle('strongest', weight === largest);
      const name = line.querySelector('.name');
      if (name !== null) setText(name, sourceName(translation, index));
      const [energyNumber, weightNumber] = line.querySelectorAll('data');
      if (energyNumber !== undefined) setNumber(energyNumber, energy);
      if (weightNumber !== undefined) setNumber(weightNumber, weight);
      const [energyBar, weightBar] = line.querySelectorAll<HTMLElement>('.fill');
      setBar(energyBar, (Math.min(0, energy) - lowest) / span, Math.abs(energy) / span);
      setBar(weightBar, 0, weight);
      energyBar?.parentElement?.style.setProperty('--zero', `${(-lowest / span) * 100}%`);
      energyBar?.classList.toggle('negative', energy < 0);
    });
  }
}

/** Elements of one line; they are written to again and again. */
function scoreLine(): HTMLTableRowElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('bdi', { class: 'name' })),
    element('td', { class: 'bar-cell' }, bar()),
    element('td', { class: 'number-cell' }, numberElement()),
    element('td', { class: 'bar-cell' }, bar()),
    element('td', { class: 'number-cell' }, numberElement()),
  );
}

export function bar(): HTMLElement {
  return element('span', { class: 'bar', 'aria-hidden': 'true' }, element('span', { class: 'fill' }));
}

/** Both as parts of the bar's whole length. */
export function setBar(fill: HTMLElement | undefined, start: number, length: number): void {
  if (fill === undefined) return;
  fill.style.left = `${start * 100}%`;
  fill.style.width = `${length * 100}%`;
}

function symbol(text: string): HTMLElement {
  return element('i', { class: 'symbol' }, text);
}
