import type { Command } from './command';

/** Shows the one before of several sentences. */
export const previousSentence: Command = {
  id: 'attentionLens.previousSentence',
  run: ({ controller }) => controller.showNeighbour(-1),
};
