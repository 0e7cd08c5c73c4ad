/** Shannon entropy of a row of weights, in bits: 0 for a one-hot row, log2(length) for a uniform one. */
export function entropy(weights: Iterable<number>): number {
  let sum = 0;
  for (const weight of weights) {
    if (weight > 0) sum -= weight * Math.log2(weight);
  }
  return sum;
}

/** The entropy, in bits, of attending to `length` positions equally: the baseline for {@link entropy}. */
export function uniformEntropy(length: number): number {
  return length > 0 ? Math.log2(length) : 0;
}

/** Rank of each value within its row, 1 for the largest; equal values share the better rank. */
export function ranks(values: readonly number[] | Float32Array): number[] {
  const sorted = Array.from(values).sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  sorted.forEach((value, i) => {
    if (!rankOf.has(value)) rankOf.set(value, i + 1);
  });
  return Array.from(values, (value) => rankOf.get(value) ?? values.length);
}
