import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attend } from '../../../src/attention/attend';
import { matrix, row, type Matrix } from '../../../src/attention/matrix';
import type { ScoreParameters } from '../../../src/attention/scoreFunction';
import { scoreFunctions } from '../../../src/attention/scoreFunctions';
import { floats, seeded } from '../../support/properties';

const sizes = { hidden: 6, attention: 4, maxSourceLength: 9 };
const all = Object.values(scoreFunctions);

interface Sample {
  readonly annotations: Matrix;
  readonly query: Float32Array;
  readonly parameters: ScoreParameters;
}

function samplesFor(fn: (typeof all)[number], sourceLength: number): fc.Arbitrary<Sample> {
  const shapes = Object.entries(fn.parameterShapes(sizes));
  return fc.record({
    annotations: floats(sourceLength * sizes.hidden).map((data) => matrix(sourceLength, sizes.hidden, data)),
    query: floats(sizes.hidden),
    parameters: fc
      .tuple(
        ...shapes.map(([name, [r, c]]) => floats(r * c).map((data) => [name, matrix(r, c, data)] as const)),
      )
      .map((entries) => Object.fromEntries(entries)),
  });
}

function permuted(m: Matrix, order: readonly number[]): Matrix {
  const result = matrix(m.rows, m.columns);
  order.forEach((from, to) => {
    result.data.set(row(m, from), to * m.columns);
  });
  return result;
}

describe('every score function', () => {
  for (const fn of all) {
    it(`${fn.name}: weights are a distribution, and the context lies within the annotations`, () => {
      fc.assert(
        fc.property(samplesFor(fn, 5), ({ annotations, query, parameters }) => {
          const { energies, weights, context } = attend(
            fn.prepare(annotations, parameters),
            annotations,
            query,
          );
          assert.equal(energies.length, 5);
          assert.ok(weights.every((weight) => weight >= 0 && weight <= 1));
          assert.ok(Math.abs(weights.reduce((a, b) => a + b) - 1) < 1e-5);
          context.forEach((value, j) => {
            const column = Array.from({ length: 5 }, (_, i) => annotations.data[i * sizes.hidden + j]!);
            assert.ok(value >= Math.min(...column) - 1e-5 && value <= Math.max(...column) + 1e-5);
          });
        }),
        seeded,
      );
    });

    it(`${fn.name}: scoring a query leaves no trace for the next one`, () => {
      fc.assert(
        fc.property(samplesFor(fn, 4), floats(sizes.hidden), ({ annotations, query, parameters }, other) => {
          const score = fn.prepare(annotations, parameters);
          const first = Array.from(score(query));
          score(other);
          assert.deepEqual(Array.from(score(query)), first);
        }),
        seeded,
      );
    });
  }

  for (const fn of all.filter(({ name }) => name !== 'location')) {
    it(`${fn.name}: energies follow the annotations when these are reordered`, () => {
      const order = [3, 0, 4, 2, 1];
      fc.assert(
        fc.property(samplesFor(fn, 5), ({ annotations, query, parameters }) => {
          const energies = fn.prepare(annotations, parameters)(query);
          const moved = fn.prepare(permuted(annotations, order), parameters)(query);
          order.forEach((from, to) => {
            assert.equal(moved[to], energies[from]);
          });
        }),
        seeded,
      );
    });
  }

  it('location: the content of the source does not matter', () => {
    const fn = scoreFunctions.location;
    fc.assert(
      fc.property(
        samplesFor(fn, 5),
        floats(5 * sizes.hidden),
        ({ annotations, query, parameters }, other) => {
          const elsewhere = matrix(5, sizes.hidden, other);
          assert.deepEqual(
            fn.prepare(annotations, parameters)(query),
            fn.prepare(elsewhere, parameters)(query),
          );
        },
      ),
      seeded,
    );
  });

  it('location: a source longer than its parameters is refused', () => {
    const annotations = matrix(10, sizes.hidden);
    const parameters = { W: matrix(sizes.maxSourceLength, sizes.hidden) };
    assert.throws(() => scoreFunctions.location.prepare(annotations, parameters), /9 source positions/u);
  });

  it('content-based: only the direction of the query counts', () => {
    const fn = scoreFunctions['content-based'];
    fc.assert(
      fc.property(samplesFor(fn, 5), ({ annotations, query, parameters }) => {
        fc.pre(query.some((x) => Math.abs(x) > 0.1));
        const score = fn.prepare(annotations, parameters);
        const longer = score(query.map((x) => 2 * x));
        score(query).forEach((energy, i) => {
          assert.ok(Math.abs(energy - longer[i]!) < 1e-4);
        });
      }),
      seeded,
    );
  });

  it('content-based: a zero query has cosine 0 with everything', () => {
    const annotations = matrix(2, sizes.hidden).data.fill(1);
    const score = scoreFunctions['content-based'].prepare(matrix(2, sizes.hidden, annotations), {
      beta: matrix(1, 1, Float32Array.of(7)),
    });
    assert.deepEqual(Array.from(score(new Float32Array(sizes.hidden))), [0, 0]);
  });

  it('a missing parameter is named', () => {
    assert.throws(
      () => scoreFunctions.general.prepare(matrix(2, 2), {}),
      (error: unknown) => error instanceof RangeError && error.message.includes('parameter W'),
    );
  });
});
