import type { Translation } from '../../src/protocol/translation';
import { element, setText } from '../dom';
import { sourceName, targetName } from '../format/describe';
import { formatNumber } from '../format/numbers';
import { cellFacts, columnFacts, rowFacts } from '../format/facts';
import type { PageState, Place } from '../state/pageState';
import { hasWeights, litPlace } from '../state/selectors';
import { numberElement, setNumber } from './number';
import type { View } from './view';

/**
 * The numbers of what is lit, in a strip with a place of its own: it covers no cell, and its height does not change
 * while the pointer moves.
 */
export class Details implements View {
  readonly element = element('section', { class: 'details', 'aria-label': 'Numbers of the lit words' });
  private readonly hint = element(
    'p',
    { class: 'hint' },
    'Point at a cell or a word to see its numbers. ',
    element('span', { class: 'hint-more' }, 'Click to keep it lit; arrow keys move on, Escape lets go.'),
  );
  private readonly names = element('p', { class: 'pair' });
  private readonly sourceWord = element('bdi', { class: 'pair-source' });
  private readonly arrow = element('span', { class: 'pair-arrow' }, '←');
  private readonly targetWord = element('bdi', { class: 'pair-target' });
  private readonly facts = element('dl', { class: 'facts' });
  private readonly weight = fact('Weight');
  private readonly energy = fact('Energy');
  private readonly rank = fact('Rank in row');
  private readonly entropy = fact('Row entropy');
  private readonly received = fact('Column received', 'fact-received');

  constructor() {
    this.names.append(this.sourceWord, this.arrow, this.targetWord);
    const all = [this.weight, this.energy, this.rank, this.entropy, this.received];
    this.facts.append(...all.map(({ box }) => box));
    this.element.append(this.hint, this.names, this.facts);
  }

  update(state: PageState): void {
    const { panel } = state;
    const translation = panel?.translation ?? null;
    this.element.hidden = translation === null || !hasWeights(translation);
    if (panel === null || translation === null || this.element.hidden) return;
    const lit = litPlace(state);
    this.hint.hidden = lit !== null;
    this.names.hidden = this.facts.hidden = lit === null;
    if (lit !== null) this.write(translation, lit, panel.position);
  }

  private write(translation: Translation, { row, column }: Place, produced: number): void {
    setText(this.sourceWord, column === null ? '' : sourceName(translation, column));
    setText(this.targetWord, row === null ? '' : targetName(translation, row));
    this.sourceWord.hidden = column === null;
    this.targetWord.hidden = row === null;
    this.arrow.hidden = row === null || column === null;

    this.facts.classList.toggle('column-only', row === null);
    const cell = row === null || column === null ? null : cellFacts(translation, row, column);
    for (const { box } of [this.weight, this.energy, this.rank]) box.hidden = cell === null;
    if (cell !== null) {
      setNumber(this.weight.number, cell.weight);
      setNumber(this.energy.number, cell.energy);
      setNumber(this.rank.number, cell.rank, String(cell.rank));
      setText(this.rank.note, `of ${cell.of}`);
    }

    const spread = row === null ? null : rowFacts(translation, row);
    this.entropy.box.hidden = spread === null;
    if (spread !== null) {
      setNumber(this.entropy.number, spread.entropy);
      setText(this.entropy.note, `bits, uniform ${formatNumber(spread.uniform)}`);
      this.entropy.box.title = `Weights that are all equal have ${formatNumber(spread.uniform)} bits.`;
    }

    const total = column === null ? null : columnFacts(translation, column, produced);
    this.received.box.hidden = total === null;
    if (total !== null) {
      setNumber(this.received.number, total.received);
      const most = total.strongest === null ? '' : `most from ${targetName(translation, total.strongest)}`;
      setText(this.received.note, most);
      this.received.box.title = most;
    }
  }
}

interface Fact {
  readonly box: HTMLElement;
  readonly number: HTMLDataElement;
  readonly note: HTMLElement;
}

/** A name, its number, and what to compare it with. */
function fact(name: string, kind = ''): Fact {
  const number = numberElement();
  const note = element('bdi', { class: 'note' });
  const box = element(
    'div',
    { class: `fact ${kind}` },
    element('dt', {}, name),
    element('dd', {}, number, ' ', note),
  );
  return { box, number, note };
}
