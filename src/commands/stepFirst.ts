import type { Command } from './command';

/** Shows the state before the first token is produced. */
export const stepFirst: Command = {
  id: 'attentionLens.stepFirst',
  run: ({ controller }) => {
    controller.moveTo(0);
  },
};
