import type { Matrix } from './matrix';
import type { AlignmentScoreName } from './scoreName';

/** The trained parameters of one score function, by the names its paper gives them (`W`, `U`, `v`, ...). */
export type ScoreParameters = Readonly<Record<string, Matrix>>;

/** What a bundle must hold for a score function: parameter names with their `[rows, columns]`. */
export type ParameterShapes = Readonly<Record<string, readonly [rows: number, columns: number]>>;

/** The sizes that parameter shapes follow from: d, a (or k), and the longest source the model takes. */
export interface AttentionSizes {
  readonly hidden: number;
  readonly attention: number;
  readonly maxSourceLength: number;
}

/** Scores one query `[hidden]` against the keys prepared for a sentence: energies `[sourceLength]`. */
export type ScoreQuery = (query: Float32Array) => Float32Array;

/**
 * An alignment score function: energy e_ti = score(q_t, h_i), in source positions i.
 *
 * Stateless. What can be computed once per sentence is computed in `prepare` and lives in the closure it
 * returns, so that a decoder step costs only what depends on the query.
 */
export interface ScoreFunction {
  readonly name: AlignmentScoreName;
  /** Shapes of the parameters in a bundle; vectors are matrices of one row. */
  parameterShapes(sizes: AttentionSizes): ParameterShapes;
  /**
   * @param annotations `[sourceLength, hidden]`
   * @throws RangeError if a parameter is missing or sizes do not fit each other.
   */
  prepare(annotations: Matrix, parameters: ScoreParameters): ScoreQuery;
}

/** @throws RangeError naming the parameter that a score function was given without. */
export function parameter(parameters: ScoreParameters, name: string): Matrix {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`The score function's parameter ${name} is missing.`);
  return value;
}
