import type { Translation, TranslationResult } from './translation';

/**
 * A translation as one of its hypotheses, with its own tokens, rows and candidates; of the others only what they are
 * chosen by, so that what is sent to the page does not grow with the beam.
 *
 * @param number counted from 0, the best first; one that is not there counts as the best
 */
export function asHypothesis({ beam, ...translation }: TranslationResult, number: number): Translation {
  if (beam === null) return { ...translation, beam };
  const shown = beam.hypotheses[number] === undefined ? 0 : number;
  const hypotheses = beam.hypotheses.map(({ targetText, complete, logProbability, score }) => {
    return { targetText, complete, logProbability, score };
  });
  const { targetText, missing, repeated, steps, complete } = beam.hypotheses[shown] ?? translation;
  return {
    ...translation,
    ...{ targetText, missing, repeated, steps, complete },
    beam: { ...beam, shown, hypotheses },
  };
}
