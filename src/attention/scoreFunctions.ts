import type { ScoreFunction } from './scoreFunction';
import type { AlignmentScoreName } from './scoreName';
import { additive } from './scores/additive';
import { concat } from './scores/concat';
import { contentBased } from './scores/contentBased';
import { dotProduct } from './scores/dot';
import { general } from './scores/general';
import { location } from './scores/location';
import { scaledDot } from './scores/scaledDot';

/** Every score function that computes weights; `none` is not one of them, it is their absence. */
export const scoreFunctions: Readonly<Record<AlignmentScoreName, ScoreFunction>> = {
  additive,
  concat,
  general,
  dot: dotProduct,
  'scaled-dot': scaledDot,
  'content-based': contentBased,
  location,
};
