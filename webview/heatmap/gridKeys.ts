import { navigate } from '../state/navigate';
import type { Action, PageState, Place } from '../state/pageState';

/** The keyboard within the grid: it moves the focus from cell to cell. */
export class GridKeys {
  constructor(
    grid: HTMLElement,
    private readonly state: () => PageState | null,
    private readonly dispatch: (action: Action) => void,
    private readonly reveal: (place: Place) => void,
  ) {
    grid.addEventListener('keydown', (event) => {
      this.pressed(event);
    });
    grid.addEventListener('focus', () => {
      // Reached with Tab: something must be lit, or the arrow keys would start from nowhere.
      if (grid.matches(':focus-visible') && (this.state()?.focus ?? null) === null) this.moveTo(this.start());
    });
  }

  private pressed(event: KeyboardEvent): void {
    const panel = this.state()?.panel ?? null;
    const columns = panel?.translation?.sourceTokens.length ?? 0;
    if (panel === null || columns === 0 || event.altKey || event.metaKey) return;
    const from = this.state()?.focus ?? null;
    const size = { rows: panel.position, columns };
    const to = navigate(event.key, event.ctrlKey, from ?? this.start(), size);
    if (to === null) return;
    event.preventDefault();
    // The first key after Escape only brings the light back to where it was.
    this.moveTo(from === null && event.key.startsWith('Arrow') ? this.start() : to);
  }

  private moveTo(place: Place): void {
    // The pointer may rest on a cell; what the keyboard does comes later and wins.
    this.dispatch({ type: 'hovered', place: null });
    this.dispatch({ type: 'focused', place });
    this.reveal(place);
  }

  /** Where the focus was last, else the first cell of the row just produced, else the first source token. */
  private start(): Place {
    const state = this.state();
    const produced = state?.panel?.position ?? 0;
    return state?.lastFocus ?? { row: produced > 0 ? 0 : null, column: 0 };
  }
}
