import * as v from 'valibot';
import {
  beamWidth,
  defaultLengthPenalty,
  largestLengthPenalty,
  lengthPenalty,
  widestBeam,
  type BeamRequest,
} from '../protocol/beam';
import { UsageError } from './usageError';

/**
 * How a beam is searched, of `--beam` and `--length-penalty`.
 *
 * @throws UsageError
 */
export function beamOf(width: string | undefined, penalty: string | undefined): BeamRequest {
  const beam = {
    width:
      width === undefined
        ? 1
        : numberOf('--beam', width, beamWidth, `a whole number from 1 to ${widestBeam}`),
    lengthPenalty:
      penalty === undefined
        ? defaultLengthPenalty
        : numberOf('--length-penalty', penalty, lengthPenalty, `a number from 0 to ${largestLengthPenalty}`),
  };
  if (penalty !== undefined && beam.width === 1) {
    throw new UsageError('--length-penalty ranks the hypotheses of a beam: give --beam 2 or more with it.');
  }
  return beam;
}

function numberOf(
  option: string,
  value: string,
  schema: typeof beamWidth | typeof lengthPenalty,
  what: string,
): number {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (v.is(schema, number)) return number;
  throw new UsageError(`${option} "${value}" is not ${what}.`);
}
