/**
 * a_i = exp(e_i) / sum_j exp(e_j), shifted by the largest energy so that no exponential overflows.
 *
 * @param energies `[length]`; those of masked positions are -Infinity and get weight 0.
 * @throws RangeError if nothing is left to attend to, or an energy is not a number: a picture of weights drawn
 *   from those would be a lie.
 */
export function softmax(energies: Float32Array): Float32Array {
  let largest = -Infinity;
  for (const energy of energies) if (energy > largest) largest = energy;
  if (!Number.isFinite(largest)) throw new RangeError('A softmax needs at least one finite energy.');
  let sum = 0;
  for (const energy of energies) sum += Math.exp(energy - largest);
  if (Number.isNaN(sum)) throw new RangeError('An energy is not a number.');
  return energies.map((energy) => Math.exp(energy - largest) / sum);
}

/** Energies with those of positions where `mask` is false set to -Infinity. */
export function masked(energies: Float32Array, mask: readonly boolean[]): Float32Array {
  return energies.map((energy, i) => (mask[i] === true ? energy : -Infinity));
}
