import type { Translation } from '../../src/protocol/translation';
import { element } from '../dom';
import { visibleText } from '../format/visibleText';
import { pieceSegments, sourceSegments, targetSegments, type Segment } from '../format/segments';
import type { PageState } from '../state/pageState';
import { litPlace, shadingRow } from '../state/selectors';
import type { ThemeColors } from '../theme/colors';
import type { View } from './view';

/**
 * Source and translation as sentences. Their words light like the labels of the picture; the source words take the
 * shades of the lit row, the produced words those of the lit column.
 */
export class SentencesView implements View {
  readonly element = element('section', { class: 'sentences', 'aria-label': 'Source and translation' });
  private readonly source = element('p', { class: 'sentence source', dir: 'auto' });
  private readonly target = element('p', { class: 'sentence target', dir: 'auto' });
  private translation: Translation | null = null;
  private produced = -1;

  constructor(private readonly colors: () => ThemeColors) {
    this.element.append(
      element('span', { class: 'caption' }, 'Source'),
      this.source,
      element('span', { class: 'caption' }, 'Translation'),
      this.target,
    );
  }

  update(state: PageState): void {
    const { panel } = state;
    const translation = panel?.translation ?? null;
    this.element.hidden = translation === null;
    if (panel === null || translation === null) return;
    if (translation !== this.translation || panel.position !== this.produced) {
      this.translation = translation;
      this.produced = panel.position;
      this.write(translation, panel.position);
    }
    this.shade(state, translation);
  }

  private write(translation: Translation, produced: number): void {
    const { sourceText, sourceTokens, targetText, steps } = translation;
    this.element.classList.toggle('long', targetText.length > 140);
    this.source.replaceChildren(...spans(sourceSegments(sourceText, sourceTokens), 'column'));
    const tokens = steps.map((step) => step.token);
    const all = targetSegments(targetText, tokens);
    const finished = produced >= steps.length;
    if (finished) {
      // The text itself is the truth; if its tokens cannot be found in it, it is shown without them.
      this.target.replaceChildren(...spans(all ?? [{ text: targetText, tokens: [] }], 'row'));
      return;
    }
    const shown = all === null ? pieceSegments(tokens.slice(0, produced)) : untilToken(all, produced);
    const caret = element('span', { class: 'caret', role: 'img', 'aria-label': 'not finished' });
    this.target.replaceChildren(...spans(shown, 'row'), caret);
  }

  private shade(state: PageState, translation: Translation): void {
    const lit = litPlace(state);
    const row = shadingRow(state);
    const column = lit !== null && lit.row === null ? lit.column : null;
    const weights = row === null ? null : (translation.steps[row]?.weights ?? null);
    for (const span of this.source.querySelectorAll<HTMLElement>('[data-column]')) {
      const columns = tokensOf(span);
      const weight = weights && columns.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
      this.paint(
        span,
        weight,
        columns.some((at) => at === lit?.column),
      );
    }
    for (const span of this.target.querySelectorAll<HTMLElement>('[data-row]')) {
      const at = Number(span.dataset['row']);
      const weight = column === null ? null : (translation.steps[at]?.weights?.[column] ?? null);
      this.paint(span, weight, at === (lit?.row ?? row));
    }
  }

  private paint(span: HTMLElement, weight: number | null, lit: boolean): void {
    const { scale } = this.colors();
    span.classList.toggle('lit', lit);
    span.classList.toggle('shaded', weight !== null);
    span.style.backgroundColor = weight === null ? '' : scale.shade(weight);
    span.style.color = weight === null ? '' : scale.ink(weight);
  }
}

function spans(segments: readonly Segment[], side: 'row' | 'column'): (HTMLElement | string)[] {
  return segments.map(({ text, tokens }) => {
    const [first] = tokens;
    if (first === undefined) return visibleText(text);
    const span = element('bdi', { class: 'word', dir: 'auto', [`data-${side}`]: String(first) });
    span.dataset['tokens'] = tokens.join(' ');
    span.append(visibleText(text));
    return span;
  });
}

function untilToken(segments: readonly Segment[], produced: number): Segment[] {
  const last = segments.findLastIndex(({ tokens }) => tokens.some((token) => token < produced));
  return segments.slice(0, last + 1);
}

function tokensOf(span: HTMLElement): number[] {
  return (span.dataset['tokens'] ?? '').split(' ').map(Number);
}
