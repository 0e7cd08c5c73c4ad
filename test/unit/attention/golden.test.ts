import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { contextVector } from '../../../src/attention/attend';
import { matrix, type Matrix } from '../../../src/attention/matrix';
import { scoreFunctions } from '../../../src/attention/scoreFunctions';
import { masked, softmax } from '../../../src/attention/softmax';

const tensor = v.object({ shape: v.array(v.number()), data: v.array(v.number()) });

/** `none` has no energies, and so nothing to compare here. */
const withoutWeights = v.object({ score: v.literal('none') });

const golden = v.object({
  cases: v.array(
    v.variant('score', [
      withoutWeights,
      v.object({
        score: v.picklist([
          'additive',
          'concat',
          'general',
          'dot',
          'scaled-dot',
          'content-based',
          'location',
        ]),
        params: v.record(v.string(), tensor),
        query: v.array(v.number()),
        annotations: tensor,
        mask: v.nullable(v.array(v.boolean())),
        energies: v.array(v.number()),
        weights: v.array(v.number()),
        context: v.array(v.number()),
      }),
    ]),
  ),
  softmax: v.array(
    v.object({
      name: v.string(),
      energies: v.array(v.number()),
      mask: v.nullable(v.array(v.boolean())),
      weights: v.array(v.number()),
    }),
  ),
});

/** Vectors are matrices of one row. */
function toMatrix({ shape, data }: v.InferOutput<typeof tensor>): Matrix {
  const columns = shape.at(-1) ?? 1;
  return matrix(data.length / columns, columns, Float32Array.from(data));
}

function assertClose(actual: Float32Array, expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, what);
  actual.forEach((value, i) => {
    const difference = Math.abs(value - expected[i]!);
    assert.ok(difference <= 1e-5, `${what}[${i}]: ${value}, PyTorch has ${expected[i]!}`);
  });
}

describe('attention against PyTorch', () => {
  const file = path.join(__dirname, '../../fixtures/attention/golden.json');
  const parsed = v.parse(golden, JSON.parse(readFileSync(file, 'utf8')));
  const cases = parsed.cases.filter((c) => c.score !== 'none');

  it('has a case for every score function, and masked ones', () => {
    assert.deepEqual(new Set(cases.map((c) => c.score)), new Set(Object.keys(scoreFunctions)));
    assert.ok(cases.some((c) => c.mask !== null));
  });

  cases.forEach((c, index) => {
    it(`${c.score}, case ${index}${c.mask === null ? '' : ', masked'}`, () => {
      const annotations = toMatrix(c.annotations);
      const parameters = Object.fromEntries(
        Object.entries(c.params).map(([name, value]) => [name, toMatrix(value)]),
      );
      const energies = scoreFunctions[c.score].prepare(annotations, parameters)(Float32Array.from(c.query));
      const weights = softmax(c.mask === null ? energies : masked(energies, c.mask));
      assertClose(energies, c.energies, 'energies');
      assertClose(weights, c.weights, 'weights');
      assertClose(contextVector(weights, annotations), c.context, 'context');
    });
  });

  for (const { name, energies, mask, weights } of parsed.softmax) {
    it(`softmax: ${name}`, () => {
      const values = Float32Array.from(energies);
      assertClose(softmax(mask === null ? values : masked(values, mask)), weights, 'weights');
    });
  }
});
