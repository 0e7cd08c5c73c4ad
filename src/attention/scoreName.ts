/** The score functions by the ids used everywhere: settings, command line, bundles, messages. */
export const scoreNames = [
  'additive',
  'concat',
  'general',
  'dot',
  'scaled-dot',
  'content-based',
  'location',
  'none',
] as const;

export type ScoreName = (typeof scoreNames)[number];

/** The score functions that compute weights: all but `none`. */
export type AlignmentScoreName = Exclude<ScoreName, 'none'>;

export function isScoreName(value: unknown): value is ScoreName {
  return scoreNames.some((name) => name === value);
}
