import { indexIn } from '../dom';
import type { HeatmapView } from '../heatmap/heatmapView';
import type { PageState, Place } from '../state/pageState';
import { samePlace } from '../state/reduce';
import type { Intents } from './view';

/**
 * The pointer, for the whole page: whatever stands for a token says so by `data-row` and `data-column`, and the
 * painted cells are found by the layout. A click keeps the place lit; a second one lets it go.
 */
export function followPointer(
  root: HTMLElement,
  heatmap: HeatmapView,
  state: () => PageState,
  { dispatch }: Intents,
): void {
  const placeOf = (event: MouseEvent): Place | null => {
    if (!(event.target instanceof Element)) return null;
    const marked = event.target.closest<HTMLElement>('[data-row], [data-column]');
    if (marked !== null) return markedPlace(marked);
    return heatmap.contains(event.target) ? heatmap.placeAt(event.clientX, event.clientY) : null;
  };

  root.addEventListener('pointermove', (event) => {
    // A finger that moves is scrolling.
    if (event.pointerType !== 'touch') dispatch({ type: 'hovered', place: placeOf(event) });
  });
  root.addEventListener('pointerleave', () => {
    dispatch({ type: 'hovered', place: null });
  });
  root.addEventListener('click', (event) => {
    const place = placeOf(event);
    if (place === null || getSelection()?.isCollapsed === false) return;
    const wasKept = samePlace(state().focus, place);
    dispatch({ type: 'focused', place: wasKept ? null : place });
    // So that the arrow keys go on from here.
    heatmap.focus();
  });
  // The person went elsewhere, perhaps into the text editor: it must not stay shaded.
  addEventListener('blur', () => {
    dispatch({ type: 'hovered', place: null });
    dispatch({ type: 'focused', place: null });
  });
}

function markedPlace({ dataset }: HTMLElement): Place | null {
  const row = indexIn(dataset['row']);
  const column = indexIn(dataset['column']);
  return row === null && column === null ? null : { row, column };
}
