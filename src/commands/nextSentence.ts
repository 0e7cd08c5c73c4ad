import type { Command } from './command';

/** Shows the next of several sentences. */
export const nextSentence: Command = {
  id: 'attentionLens.nextSentence',
  run: ({ controller }) => controller.showNeighbour(1),
};
