import type { Translation } from '../../src/protocol/translation';
import { element, setAttribute, setText } from '../dom';
import { describePlace } from '../format/describe';
import type { PageState, Place } from '../state/pageState';
import { hasWeights, litPlace } from '../state/selectors';
import type { ThemeColors } from '../theme/colors';
import type { Intents, View } from '../views/view';
import { AccessibleCells, cellId } from './cells';
import { GridKeys } from './gridKeys';
import { columnHeader, placeColumns, rowElement } from './labels';
import { canvasScale, layoutHeatmap, placeAt, scrollToShow, type HeatmapLayout } from './layout';
import { lineHeightOf, measureLabels } from './measure';
import { Overlay } from './overlay';
import { paintHeatmap } from './paint';

/**
 * The picture: a scrolled plane with sticky labels, a canvas that is painted once for each picture, and an overlay
 * for what is lit. The scrolled element is the ARIA grid and has the keyboard's focus; the cell within it is named
 * by aria-activedescendant.
 */
export class HeatmapView implements View {
  readonly element = element('section', { class: 'heatmap', 'aria-label': 'Attention weights' });
  private readonly grid = element('div', { class: 'grid', role: 'grid', tabindex: '0' });
  private readonly plane = element('div', { class: 'plane', role: 'presentation' });
  private readonly canvas = element('canvas', { class: 'canvas', 'aria-hidden': 'true' });
  private readonly rows = element('div', { class: 'rows', role: 'rowgroup' });
  private readonly announcer = element('div', { class: 'sr-only', 'aria-live': 'polite' });
  private readonly overlay = new Overlay();
  private readonly cells = new AccessibleCells();
  private header: HTMLElement = element('div');
  private translation: Translation | null = null;
  private produced = 0;
  private layout: HeatmapLayout | null = null;
  private arrangedWidth = 0;
  private colors: ThemeColors;
  private state: PageState | null = null;

  constructor(
    private readonly readColors: () => ThemeColors,
    intents: Intents,
  ) {
    this.colors = readColors();
    this.plane.append(this.canvas, this.overlay.element, this.rows);
    this.grid.append(this.plane);
    this.element.append(this.grid, this.announcer);
    new GridKeys(
      this.grid,
      () => this.state,
      intents.dispatch,
      (place) => {
        this.reveal(place);
      },
    );
    new ResizeObserver(() => {
      // In the next frame: arranging changes the height that is observed, and the browser reports that as an error.
      requestAnimationFrame(() => {
        if (this.element.clientWidth !== this.arrangedWidth) this.arrange();
      });
    }).observe(this.element);
  }

  update(state: PageState): void {
    this.state = state;
    const { panel } = state;
    const translation = panel?.translation ?? null;
    this.element.hidden = translation === null || !hasWeights(translation);
    if (panel === null || translation === null || this.element.hidden) return;
    if (translation !== this.translation || panel.position !== this.produced) {
      const isSameSentence = translation.sourceText === this.translation?.sourceText;
      const stepped = isSameSentence && panel.position !== this.produced && panel.position > 0;
      this.translation = translation;
      this.produced = panel.position;
      this.build(translation);
      this.arrange();
      if (stepped) this.scrollGrid({ row: panel.position - 1, column: null });
      // Another sentence is read from its beginning.
      if (!isSameSentence) this.grid.scrollTo({ left: 0, top: 0, behavior: 'instant' });
      return;
    }
    this.light(state);
  }

  /** Paints again: another theme has other colours, another screen other pixels. */
  recolor(): void {
    this.colors = this.readColors();
    this.arrange();
  }

  /** The place under a point of the window, or null. */
  placeAt(clientX: number, clientY: number): Place | null {
    if (this.layout === null) return null;
    const box = this.canvas.getBoundingClientRect();
    const place = placeAt(this.layout, clientX - box.left, clientY - box.top);
    return place !== null && place.row !== null && place.row < this.produced ? place : null;
  }

  contains(node: Node): boolean {
    return this.grid.contains(node);
  }

  focus(): void {
    this.grid.focus({ preventScroll: true });
  }

  private build(translation: Translation): void {
    this.header.remove();
    this.header = columnHeader(translation.sourceTokens);
    this.plane.prepend(this.header);
    const tokens = translation.steps.map((step) => step.token);
    const drawn = tokens.slice(0, this.produced);
    this.rows.replaceChildren(...drawn.map(rowElement));
    setAttribute(this.grid, 'aria-rowcount', String(drawn.length + 1));
    setAttribute(this.grid, 'aria-colcount', String(translation.sourceTokens.length + 1));
    setAttribute(this.grid, 'aria-label', 'Weights of source tokens (columns) for produced tokens (rows)');
  }

  /** Computes the layout for the present width and puts everything in its place. */
  private arrange(): void {
    const { translation } = this;
    if (translation === null || this.element.hidden) return;
    const tokens = translation.steps.map((step) => step.token);
    this.arrangedWidth = this.element.clientWidth;
    const layout = layoutHeatmap({
      columnLabels: measureLabels(translation.sourceTokens, this.grid),
      rowLabels: measureLabels(tokens, this.grid),
      availableWidth: this.arrangedWidth - 2,
      lineHeight: lineHeightOf(this.grid),
    });
    this.layout = layout;
    const { rowHeader, columnHeader: headerHeight } = layout;
    this.grid.classList.toggle('slanted', layout.slanted);
    this.plane.style.width = `${rowHeader + layout.width + layout.overhang}px`;
    this.plane.style.height = `${headerHeight + layout.height}px`;
    this.plane.style.setProperty('--row-header', `${rowHeader}px`);
    this.plane.style.setProperty('--column-header', `${headerHeight}px`);
    this.plane.style.setProperty('--cell-height', `${layout.cellHeight}px`);
    placeColumns(this.header, layout);
    this.paint(layout, translation);
    if (this.state !== null) this.light(this.state);
  }

  private paint(layout: HeatmapLayout, translation: Translation): void {
    const scale = canvasScale(layout.width, layout.height, devicePixelRatio);
    this.canvas.width = Math.max(1, Math.round(layout.width * scale));
    this.canvas.height = Math.max(1, Math.round(layout.height * scale));
    this.canvas.style.width = `${layout.width}px`;
    this.canvas.style.height = `${layout.height}px`;
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const rows = translation.steps.map((step) => step.weights);
    paintHeatmap(context, layout, { rows, produced: this.produced }, this.colors);
  }

  private light(state: PageState): void {
    const { layout, translation } = this;
    if (layout === null || translation === null) return;
    const lit = litPlace(state);
    // Once all is produced, a frame around the last row would say nothing.
    const stepping = this.produced > 0 && this.produced < layout.rows;
    this.overlay.update(layout, lit, stepping ? this.produced - 1 : null);
    for (const label of this.grid.querySelectorAll<HTMLElement>('[data-row], [data-column]')) {
      const isLit = isAt(label.dataset['row'], lit?.row) || isAt(label.dataset['column'], lit?.column);
      label.classList.toggle('lit', isLit);
      label.classList.toggle('just-produced', isAt(label.dataset['row'], this.produced - 1));
    }
    const row = state.focus?.row ?? null;
    const rowBox = row === null ? null : (this.rows.children[row] as HTMLElement | undefined);
    this.cells.moveTo(rowBox ?? null, row, translation, layout);
    this.announce(state.focus, translation);
  }

  /** Says what the keyboard's focus is on; hovering is not read out. */
  private announce(focus: Place | null, translation: Translation): void {
    setAttribute(this.grid, 'aria-activedescendant', focus === null ? null : idOf(focus));
    setText(this.announcer, focus === null ? '' : describePlace(translation, focus, this.produced));
  }

  /** Scrolls grid and page so that the keyboard's place can be seen: the grid may be taller than the window. */
  private reveal(place: Place): void {
    this.scrollGrid(place);
    const label = place.row === null ? this.header : this.rows.children[place.row];
    label?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /** Scrolls within the grid so that a place can be seen beside the labels. */
  private scrollGrid(place: Place): void {
    if (this.layout === null) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.grid;
    const view = { left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight };
    const { left, top } = scrollToShow(this.layout, place, view);
    this.grid.scrollTo({ left, top, behavior: 'instant' });
  }
}

function isAt(index: string | undefined, lit: number | null | undefined): boolean {
  return index !== undefined && Number(index) === lit;
}

function idOf({ row, column }: Place): string {
  if (row === null) return `column-${column ?? 0}`;
  return column === null ? `row-${row}` : cellId(row, column);
}
