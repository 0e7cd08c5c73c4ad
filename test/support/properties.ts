import fc from 'fast-check';

/** One seed for every property: a failure is the same failure on every machine. */
export const seeded = { seed: 20150519, numRuns: 200 } as const;

/** A vector of moderate float32 numbers, as states and parameters are. */
export function floats(length: number): fc.Arbitrary<Float32Array> {
  return fc
    .array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));
}
