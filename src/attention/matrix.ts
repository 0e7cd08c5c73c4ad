/** A dense row-major matrix, `[rows, columns]`: the one container for annotations, keys and parameters. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** @throws RangeError if `data` does not hold exactly `rows * columns` numbers. */
export function matrix(
  rows: number,
  columns: number,
  data: Float32Array = new Float32Array(rows * columns),
): Matrix {
  if (data.length !== rows * columns) {
    throw new RangeError(
      `A ${rows} x ${columns} matrix needs ${rows * columns} numbers, not ${data.length}.`,
    );
  }
  return { rows, columns, data };
}

/** Row `index` as a view `[columns]`: writing to it writes to the matrix. */
export function row(m: Matrix, index: number): Float32Array {
  return m.data.subarray(index * m.columns, (index + 1) * m.columns);
}

/**
 * The dot product of two vectors of one length, accumulated in double precision.
 *
 * Four partial sums, so that no addition waits for the one before it.
 */
export function dot(a: Float32Array, b: Float32Array): number {
  const length = a.length;
  if (b.length !== length) {
    throw new RangeError(`Vectors of ${length} and ${b.length} numbers have no dot product.`);
  }
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

/** M x: `[rows, columns] x [columns] -> [rows]`. */
export function multiply(m: Matrix, x: Float32Array): Float32Array {
  const result = new Float32Array(m.rows);
  for (let r = 0; r < m.rows; r++) result[r] = dot(row(m, r), x);
  return result;
}

/** M applied to every row of X: `[rows, columns], [n, columns] -> [n, rows]`. */
export function multiplyRows(m: Matrix, x: Matrix): Matrix {
  const result = matrix(x.rows, m.rows);
  for (let i = 0; i < x.rows; i++) result.data.set(multiply(m, row(x, i)), i * m.rows);
  return result;
}

/** Columns `[from, to)` of M: `[rows, columns] -> [rows, to - from]`. */
export function sliceColumns(m: Matrix, from: number, to: number): Matrix {
  const result = matrix(m.rows, to - from);
  for (let r = 0; r < m.rows; r++) result.data.set(row(m, r).subarray(from, to), r * result.columns);
  return result;
}
