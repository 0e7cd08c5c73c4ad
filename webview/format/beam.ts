import type { ListedHypothesis, Translation } from '../../src/protocol/translation';
import { formatNumber } from './numbers';
import { visibleText } from './visibleText';

/** What a beam found. */
export type Beam = NonNullable<Translation['beam']>;

/** How the picture came about, in words. */
export function describeBeam({ width, lengthPenalty, shown, hypotheses }: Beam): string {
  const rank = shown === 0 ? 'the best' : `number ${shown + 1}`;
  return (
    `Beam search, K = ${width}: at every step the ${width} most probable beginnings are kept, so a token need not be ` +
    `the most probable one. This is ${rank} of ${hypotheses.length} by score: ${scoreFormula(lengthPenalty)}.`
  );
}

/** Wu et al. 2016, eq. 14. */
export function scoreFormula(lengthPenalty: number): string {
  return lengthPenalty === 0
    ? 'the log-probability, not normalised by length (α = 0)'
    : `the log-probability over ((5 + tokens) ÷ 6)^α, α = ${lengthPenalty} (Wu et al. 2016)`;
}

/** A hypothesis as it is read out. */
export function describeHypothesis(hypothesis: ListedHypothesis, number: number, of: number): string {
  const { targetText, complete, score, logProbability } = hypothesis;
  const numbers = `score ${formatNumber(score)}, log-probability ${formatNumber(logProbability)}`;
  return `${number + 1} of ${of}: ${visibleText(targetText)}${complete ? '' : ', cut off'}; ${numbers}`;
}
