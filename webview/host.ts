import * as v from 'valibot';
import type { PageMessage } from '../src/protocol/messages';
import { keptMemory, type PanelMemory } from '../src/protocol/panelMemory';

/** The extension's side, as the page sees it. */
export interface Host {
  post(message: PageMessage): void;
  /** What the page remembered before it was reloaded; null if nothing, or nothing that can be understood. */
  recall(): PanelMemory | null;
  /** Kept by the editor for this panel, also over a reload of the window. */
  remember(memory: PanelMemory | null): void;
}

/** The editor hands its interface out once for each page. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    recall: () => {
      const result = v.safeParse(keptMemory, api.getState());
      return result.success ? result.output : null;
    },
    remember: (memory) => {
      api.setState(memory);
    },
  };
}
