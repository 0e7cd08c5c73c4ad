import type { Command } from './command';

/** Takes the last shown token back. */
export const stepBack: Command = {
  id: 'attentionLens.stepBack',
  run: ({ controller }) => {
    controller.step(-1);
  },
};
