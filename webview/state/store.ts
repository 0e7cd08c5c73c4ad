import { initialState, type Action, type PageState } from './pageState';
import { reduce } from './reduce';

/** Holds the state and tells one listener when it changed. */
export class Store {
  private current: PageState = initialState;

  constructor(private readonly changed: (state: PageState) => void) {}

  get state(): PageState {
    return this.current;
  }

  dispatch(action: Action): void {
    const next = reduce(this.current, action);
    if (next === this.current) return;
    this.current = next;
    this.changed(next);
  }
}
