import type { PanelState } from '../../src/protocol/panelState';
import type { Action, PageState, Place } from './pageState';

/** The next state; the same object if nothing changes, so that nothing is drawn again. */
export function reduce(state: PageState, action: Action): PageState {
  switch (action.type) {
    case 'shown':
      return show(state, action.panel);
    case 'pointed':
      return state.pointed === action.column ? state : { ...state, pointed: action.column };
    case 'hovered':
      return samePlace(state.hover, action.place) ? state : { ...state, hover: action.place };
    case 'focused':
      if (samePlace(state.focus, action.place)) return state;
      return { ...state, focus: action.place, lastFocus: action.place ?? state.lastFocus };
    case 'requested':
      return { ...state, requested: action.position };
    case 'chose':
      return { ...state, chosen: action.hypothesis };
    case 'copying':
      return { ...state, copying: { phase: action.phase } };
  }
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  return a?.row === b?.row && a?.column === b?.column;
}

/**
 * A place stays lit while the sentence is the same (so that score functions can be compared at one cell), unless
 * stepping back has taken its row away.
 */
function show(state: PageState, panel: PanelState): PageState {
  const before = state.panel;
  const sameSentence =
    before?.sentence === panel.sentence &&
    before.translation?.sourceText === panel.translation?.sourceText &&
    before.translation?.sourceTokens.length === panel.translation?.sourceTokens.length;
  const columns = panel.translation?.sourceTokens.length ?? 0;
  const keep = (place: Place | null) => (sameSentence ? within(place, panel.position, columns) : null);
  // A request is forgotten once it is shown, or once the picture is of something else.
  const samePicture =
    sameSentence &&
    before.translation?.score === panel.translation?.score &&
    before.translation?.model === panel.translation?.model &&
    before.translation?.beam?.width === panel.translation?.beam?.width;
  const arrived = !samePicture || state.requested === panel.position || panel.error !== null;
  return {
    panel,
    hover: keep(state.hover),
    focus: keep(state.focus),
    lastFocus: keep(state.lastFocus),
    pointed: sameSentence ? state.pointed : null,
    requested: arrived ? null : state.requested,
    chosen: samePicture && panel.translation?.beam?.shown !== state.chosen ? state.chosen : null,
    copying: state.copying,
  };
}

function within(place: Place | null, rows: number, columns: number): Place | null {
  if (place === null) return null;
  const row = place.row !== null && place.row >= rows ? null : place.row;
  const column = place.column !== null && place.column >= columns ? null : place.column;
  return row === null && column === null ? null : { row, column };
}
