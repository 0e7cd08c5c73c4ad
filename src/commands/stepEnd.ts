import type { Command } from './command';

/** Shows the whole translation. */
export const stepEnd: Command = {
  id: 'attentionLens.stepEnd',
  run: ({ controller }) => {
    controller.moveTo(Infinity);
  },
};
