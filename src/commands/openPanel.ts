import type { Command } from './command';

/** Opens the panel with the last result, or an empty one that says how to begin. */
export const openPanel: Command = {
  id: 'attentionLens.openPanel',
  run: ({ panel }) => {
    panel.open();
  },
};
