import type { CopyingPhase } from '../../src/protocol/messages';
import type { PanelState } from '../../src/protocol/panelState';

/**
 * A place in the picture: a cell, a whole row (`column` null: a produced token) or a whole column (`row` null: a
 * source token). Never both null; no place at all is null itself.
 */
export interface Place {
  readonly row: number | null;
  readonly column: number | null;
}

/** Everything that the page shows. The host owns `panel`; the rest is where the person looks. */
export interface PageState {
  /** What the host showed last; null before the first time. */
  readonly panel: PanelState | null;
  /** Under the pointer; wins over the focus while it lasts. */
  readonly hover: Place | null;
  /** Where the keyboard is, or what was clicked: stays when the pointer goes. */
  readonly focus: Place | null;
  /** Where the focus was before Escape, for the next arrow key to start from. */
  readonly lastFocus: Place | null;
  /** The source token on which the cursor stands in the text editor. */
  readonly pointed: number | null;
  /** The position that was asked for and is not shown yet: two quick steps forward are two steps. */
  readonly requested: number | null;
  /** The hypothesis that was chosen and is not shown yet. */
  readonly chosen: number | null;
  /** How far copying the translation is, a new object for each message; null before the first. */
  readonly copying: Copying | null;
}

export interface Copying {
  readonly phase: CopyingPhase;
}

export const initialState: PageState = {
  panel: null,
  hover: null,
  focus: null,
  lastFocus: null,
  pointed: null,
  requested: null,
  chosen: null,
  copying: null,
};

/** All that can happen to the page. */
export type Action =
  | { readonly type: 'shown'; readonly panel: PanelState }
  | { readonly type: 'pointed'; readonly column: number | null }
  | { readonly type: 'hovered'; readonly place: Place | null }
  | { readonly type: 'focused'; readonly place: Place | null }
  | { readonly type: 'requested'; readonly position: number }
  | { readonly type: 'chose'; readonly hypothesis: number }
  | { readonly type: 'copying'; readonly phase: CopyingPhase };
