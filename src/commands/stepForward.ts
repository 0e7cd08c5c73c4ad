import type { Command } from './command';

/** Shows one token more. */
export const stepForward: Command = {
  id: 'attentionLens.stepForward',
  run: ({ controller }) => {
    controller.step(1);
  },
};
