import { attend } from '../attention/attend';
import type { ScoreParameters } from '../attention/scoreFunction';
import { scoreFunctions } from '../attention/scoreFunctions';
import type { ScoreName } from '../attention/scoreName';
import type { Attend, EncodedSource } from './model';

/** Prepares a score function for one sentence; with `none` there is nothing to attend with. */
export function attendWith(score: ScoreName, parameters: ScoreParameters, source: EncodedSource): Attend {
  if (score === 'none') return () => null;
  const scoreQuery = scoreFunctions[score].prepare(source.annotations, parameters);
  return (query) => attend(scoreQuery, source.annotations, query);
}
