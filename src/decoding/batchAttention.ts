import { attend } from '../attention/attend';
import { matrix, row, type Matrix } from '../attention/matrix';
import type { ScoreParameters } from '../attention/scoreFunction';
import { scoreFunctions } from '../attention/scoreFunctions';
import type { ScoreName } from '../attention/scoreName';
import type { Attend, EncodedSource } from './model';

/** A matrix applied to every row of another: `[n, columns] -> [n, rows]`. */
export type Product = (rows: Matrix) => Promise<Matrix>;

/**
 * The attention of many sentences: each attends alone, with the score function that one sentence has, but the
 * products with the function's matrices are taken of all of them at once.
 */
export interface BatchAttention {
  /** What each sentence attends with; it wants queries that `project` made. */
  attendTo(sources: readonly EncodedSource[]): Promise<Attend[]>;
  /** @param queries q_t `[hidden]` of each sentence */
  project(queries: readonly Float32Array[]): Promise<readonly Float32Array[]>;
}

/** Sentences that have nothing in common: each attends with a function made for it, to queries as they are. */
export function attendingAlone(attendTo: (source: EncodedSource) => Attend): BatchAttention {
  return {
    attendTo: (sources) => Promise.resolve(sources.map(attendTo)),
    project: (queries) => Promise.resolve(queries),
  };
}

/** @param productWith makes a product with a matrix that is used many times */
export async function batchAttention(
  score: ScoreName,
  parameters: ScoreParameters,
  productWith: (m: Matrix) => Promise<Product>,
): Promise<BatchAttention> {
  if (score === 'none') return attendingAlone(() => () => null);
  const scoreFunction = scoreFunctions[score];
  const matrices = scoreFunction.projections(parameters);
  const keysOf = matrices.keys === null ? null : await productWith(matrices.keys);
  const projected = matrices.query === null ? null : await productWith(matrices.query);
  return {
    async attendTo(sources) {
      const annotations = sources.map((source) => source.annotations);
      const keys = keysOf === null ? annotations : cut(await keysOf(joined(annotations)), annotations);
      return annotations.map((own, i) => {
        const scoreQuery = scoreFunction.compare(keys[i]!, parameters);
        return (query) => attend(scoreQuery, own, query);
      });
    },
    async project(queries) {
      if (projected === null) return queries;
      const all = await projected(joined(queries.map((query) => matrix(1, query.length, query))));
      return queries.map((_, i) => row(all, i));
    },
  };
}

/** Matrices of one width, one below the other. */
function joined(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const all = matrix(rows, parts[0]?.columns ?? 0);
  let start = 0;
  for (const { data } of parts) {
    all.data.set(data, start);
    start += data.length;
  }
  return all;
}

/** The rows of a matrix in parts, each of as many rows as its model has. */
function cut(all: Matrix, models: readonly Matrix[]): Matrix[] {
  let start = 0;
  return models.map(({ rows }) => {
    const length = rows * all.columns;
    const part = matrix(rows, all.columns, all.data.subarray(start, start + length));
    start += length;
    return part;
  });
}
