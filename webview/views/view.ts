import type { PageMessage } from '../../src/protocol/messages';
import type { Action, PageState } from '../state/pageState';

/** A part of the page. It draws the whole of its part from the state whenever the state changed. */
export interface View {
  readonly element: HTMLElement;
  update(state: PageState): void;
}

/** What a view may do besides drawing: tell the host, or change what the page itself knows. */
export interface Intents {
  readonly post: (message: PageMessage) => void;
  readonly dispatch: (action: Action) => void;
}
