import { multiply, multiplyRows, type Matrix } from './matrix';
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
 * The matrices of a score function that annotations and queries go through before they meet; null where they go as
 * they are. Apart from the rest, because many sentences can share one product.
 */
export interface Projections {
  /** Makes a key `[k]` of an annotation `[hidden]`: `[k, hidden]` */
  readonly keys: Matrix | null;
  /** What it makes of a query `[hidden]` is compared with the keys: `[k, hidden]` */
  readonly query: Matrix | null;
}

/** What a score function is made of. */
export interface ScoreDefinition {
  readonly name: AlignmentScoreName;
  /** Shapes of the parameters in a bundle; vectors are matrices of one row. */
  parameterShapes(sizes: AttentionSizes): ParameterShapes;
  projections(parameters: ScoreParameters): Projections;
  /**
   * Compares projected queries with the projected annotations of a sentence.
   *
   * @param keys `[sourceLength, k]`
   */
  compare(keys: Matrix, parameters: ScoreParameters): ScoreQuery;
}

/**
 * An alignment score function: energy e_ti = score(q_t, h_i), in source positions i.
 *
 * Stateless. What can be computed once per sentence is computed in `prepare` and lives in the closure it
 * returns, so that a decoder step costs only what depends on the query.
 */
export interface ScoreFunction extends ScoreDefinition {
  /**
   * @param annotations `[sourceLength, hidden]`
   * @throws RangeError if a parameter is missing or sizes do not fit each other.
   */
  prepare(annotations: Matrix, parameters: ScoreParameters): ScoreQuery;
}

export function scoreFunction(definition: ScoreDefinition): ScoreFunction {
  return {
    ...definition,
    prepare(annotations, parameters) {
      const { keys, query: matrixOfQuery } = definition.projections(parameters);
      const projected = keys === null ? annotations : multiplyRows(keys, annotations);
      const score = definition.compare(projected, parameters);
      return matrixOfQuery === null ? score : (query) => score(multiply(matrixOfQuery, query));
    },
  };
}

/** Of score functions that compare queries and annotations as they are. */
export const unprojected: Projections = { keys: null, query: null };

/** @throws RangeError naming the parameter that a score function was given without. */
export function parameter(parameters: ScoreParameters, name: string): Matrix {
  const value = parameters[name];
  if (value === undefined) throw new RangeError(`The score function's parameter ${name} is missing.`);
  return value;
}
