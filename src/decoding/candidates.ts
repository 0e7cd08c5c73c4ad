/** A token that the model could have produced, with its log-probability (natural logarithm). */
export interface Candidate {
  readonly token: number;
  readonly logProbability: number;
}

/** The first of candidates that are best first. @throws RangeError if there is none, or if it has no probability */
export function bestOf([best]: readonly Candidate[]): Candidate {
  if (best === undefined || Number.isNaN(best.logProbability)) throw noProbabilities();
  return best;
}

export function noProbabilities(): RangeError {
  return new RangeError('The model computed no probabilities.');
}

const noToken: ReadonlySet<number> = new Set();

/**
 * The `count` most probable tokens, best first; equal ones by id; none of `banned`, which keeps everybody's
 * probability as it is.
 *
 * One pass with a short sorted list: the vocabulary is long, the list is not.
 */
export function bestCandidates(
  logProbabilities: Float32Array,
  count: number,
  banned: ReadonlySet<number> = noToken,
): Candidate[] {
  const best: Candidate[] = [];
  for (let token = 0; token < logProbabilities.length; token++) {
    const logProbability = logProbabilities[token]!;
    const worst = best.length < count ? -Infinity : best[best.length - 1]!.logProbability;
    if (!(logProbability > worst) && best.length >= count) continue;
    if (banned.has(token)) continue;
    let position = best.length;
    while (position > 0 && best[position - 1]!.logProbability < logProbability) position--;
    best.splice(position, 0, { token, logProbability });
    if (best.length > count) best.pop();
  }
  return best;
}
