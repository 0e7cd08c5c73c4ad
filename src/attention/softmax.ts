/**
 * a_i = exp(e_i) / sum_j exp(e_j), shifted by the largest energy so that no exponential overflows.
 *
 * @param energies `[length]`; those of masked positions are -Infinity and get weight 0.
 * @throws RangeError if nothing is left to attend to, or an energy is not a number: a picture of weights drawn
 *   from those would be a lie.
 */
export function softmax(energies: Float32Array): Float32Array {
  const largest = maximum(energies);
  if (!Number.isFinite(largest)) throw new RangeError('A softmax needs at least one finite energy.');
  const weights = new Float32Array(energies.length);
  let sum = 0;
  for (let i = 0; i < energies.length; i++) sum += weights[i] = Math.exp(energies[i]! - largest);
  if (Number.isNaN(sum)) throw new RangeError('An energy is not a number.');
  for (let i = 0; i < energies.length; i++) weights[i] = weights[i]! / sum;
  return weights;
}

/** log softmax(x) `[length]`, by log-sum-exp. */
export function logSoftmax(logits: Float32Array): Float32Array {
  const largest = maximum(logits);
  if (!Number.isFinite(largest)) throw new RangeError('A softmax needs at least one finite logit.');
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const logSum = largest + Math.log(sum);
  return logits.map((logit) => logit - logSum);
}

/** Energies with those of positions where `mask` is false set to -Infinity. */
export function masked(energies: Float32Array, mask: readonly boolean[]): Float32Array {
  return energies.map((energy, i) => (mask[i] === true ? energy : -Infinity));
}

function maximum(values: Float32Array): number {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}
