import { element } from '../dom';
import { writtenFrom } from '../heatmap/paint';
import { cellFacts } from '../format/facts';
import { formatCell } from '../format/numbers';
import type { PageState } from '../state/pageState';
import { hasWeights, litPlace, translationOf } from '../state/selectors';
import type { ThemeColors } from '../theme/colors';
import type { View } from './view';

const stops = 12;

/** The scale of shades, with a mark at the weight that is lit. */
export class Legend implements View {
  readonly element = element('div', { class: 'legend' });
  private readonly bar = element('div', {
    class: 'legend-bar',
    role: 'img',
    'aria-label': 'Shades from weight 0 to weight 1, the same for every picture',
  });
  private readonly marker = element('div', { class: 'legend-marker', hidden: '' });

  constructor(private readonly colors: () => ThemeColors) {
    this.bar.append(this.marker);
    this.element.append(
      element('span', { class: 'legend-title' }, 'Weight'),
      element('span', { class: 'legend-end' }, '0'),
      this.bar,
      element('span', { class: 'legend-end' }, '1'),
    );
    this.element.title = `The scale is fixed from 0 to 1. Numbers are written into cells from ${formatCell(writtenFrom)} where they fit.`;
    this.recolor();
  }

  update(state: PageState): void {
    const translation = translationOf(state);
    this.element.hidden = translation === null || !hasWeights(translation);
    if (translation === null) return;
    const lit = litPlace(state);
    const [row, column] = [lit?.row ?? null, lit?.column ?? null];
    const facts = row === null || column === null ? null : cellFacts(translation, row, column);
    this.marker.hidden = facts === null;
    if (facts !== null) this.marker.style.left = `${Math.min(1, facts.weight) * 100}%`;
  }

  recolor(): void {
    const { scale } = this.colors();
    const shades = Array.from({ length: stops }, (_, index) => scale.shade(index / (stops - 1)));
    this.bar.style.backgroundImage = `linear-gradient(to right, ${shades.join(', ')})`;
  }
}
