/**
 * a_i = exp(e_i) / sum_j exp(e_j), shifted by the largest energy so that no exponential overflows.
 *
 * @param energies `[length]`; those of masked positions are -Infinity and get weight 0.
 * @throws RangeError if nothing is left to attend to, or an energy is not a number: a picture of weights drawn
 *   from those would be a lie.
 */
export function softmax(energies: Float32Array): Float32Array {
  const { largest, sum } = shiftedSum(energies);
  return energies.map((energy) => Math.exp(energy - largest) / sum);
}

/** log softmax(x) `[length]`, by log-sum-exp. @throws RangeError as {@link softmax} does. */
export function logSoftmax(logits: Float32Array): Float32Array {
  const { largest, sum } = shiftedSum(logits);
  const logSum = largest + Math.log(sum);
  return logits.map((logit) => logit - logSum);
}

/** Energies with those of positions where `mask` is false set to -Infinity. */
export function masked(energies: Float32Array, mask: readonly boolean[]): Float32Array {
  return energies.map((energy, i) => (mask[i] === true ? energy : -Infinity));
}

/** The largest value, and the sum of the exponentials of all values less it (in double precision). */
function shiftedSum(values: Float32Array): { largest: number; sum: number } {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  if (!Number.isFinite(largest)) throw new RangeError('A softmax needs at least one finite value.');
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  if (Number.isNaN(sum)) throw new RangeError('A softmax was given something that is not a number.');
  return { largest, sum };
}
