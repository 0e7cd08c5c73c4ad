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
  return multiplyRows(m, matrix(1, x.length, x)).data;
}

/**
 * M applied to every row of X: `[rows, columns], [n, columns] -> [n, rows]`, with sums of double precision.
 *
 * Four rows of M at a time, so that each number of X is read once for all four, and all of X before the next four,
 * so that M comes out of memory once: twice as fast as product by product.
 */
export function multiplyRows(m: Matrix, x: Matrix): Matrix {
  const { rows, columns, data } = m;
  if (x.columns !== columns) {
    throw new RangeError(`A matrix of ${columns} columns cannot be applied to ${x.columns} numbers.`);
  }
  const result = matrix(x.rows, rows);
  const whole = rows - (rows % 4);
  for (let r = 0; r < whole; r += 4) {
    const first = r * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    for (let i = 0; i < x.rows; i++) {
      const start = i * columns;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let j = 0; j < columns; j++) {
        const value = x.data[start + j]!;
        s0 += data[first + j]! * value;
        s1 += data[second + j]! * value;
        s2 += data[third + j]! * value;
        s3 += data[fourth + j]! * value;
      }
      const place = i * rows + r;
      result.data[place] = s0;
      result.data[place + 1] = s1;
      result.data[place + 2] = s2;
      result.data[place + 3] = s3;
    }
  }
  for (let r = whole; r < rows; r++) {
    for (let i = 0; i < x.rows; i++) result.data[i * rows + r] = dot(row(m, r), row(x, i));
  }
  return result;
}

/** Columns `[from, to)` of M: `[rows, columns] -> [rows, to - from]`. */
export function sliceColumns(m: Matrix, from: number, to: number): Matrix {
  const result = matrix(m.rows, to - from);
  for (let r = 0; r < m.rows; r++) result.data.set(row(m, r).subarray(from, to), r * result.columns);
  return result;
}
