import * as v from 'valibot';

/** More hypotheses than these nobody reads, and each costs as much as a translation. */
export const widestBeam = 12;

/** How many hypotheses are kept side by side; 1 is greedy decoding. */
export const beamWidth = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(widestBeam));

export const largestLengthPenalty = 5;

/** alpha of Wu et al. 2016, eq. 14; 0 for no normalisation. */
export const lengthPenalty = v.pipe(v.number(), v.minValue(0), v.maxValue(largestLengthPenalty));

/** The best of those that were measured (docs/decisions.md). */
export const defaultLengthPenalty = 1;

/** How a beam is searched, as it is asked for. */
export const beamRequest = v.object({ width: beamWidth, lengthPenalty });

/** All widths, for lists to choose from. */
export const beamWidths: readonly number[] = Array.from({ length: widestBeam }, (_, index) => index + 1);

export function isBeamWidth(value: unknown): value is number {
  return v.is(beamWidth, value);
}

/** What a width is called where one is chosen. */
export function beamLabel(width: number): string {
  return width === 1 ? 'Greedy' : `Beam ${width}`;
}

export type BeamRequest = v.InferOutput<typeof beamRequest>;
