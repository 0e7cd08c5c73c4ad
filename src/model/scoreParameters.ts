import type { ScoreParameters } from '../attention/scoreFunction';
import type { ScoreName } from '../attention/scoreName';
import { EngineError } from './engineError';
import type { LoadedBundle } from './loadBundle';

/** The trained parameters of a score function. @throws EngineError `unknown-score` */
export function parametersOf({ parameters, manifest }: LoadedBundle, score: ScoreName): ScoreParameters {
  const found = parameters.get(score);
  if (found !== undefined) return found;
  throw new EngineError(
    'unknown-score',
    `${manifest.name} was not trained with the score function "${score}". It has: ${manifest.scoreFunctions.join(', ')}.`,
  );
}
