import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { contextVector } from '../../../src/attention/attend';
import { matrix, type Matrix } from '../../../src/attention/matrix';
import { scoreFunctions } from '../../../src/attention/scoreFunctions';
import { masked, softmax } from '../../../src/attention/softmax';

const tensor = v.object({ shape: v.array(v.number()), data: v.array(v.number()) });

const golden = v.object({
  cases: v.array(
    v.object({
      score: v.picklist(['additive', 'concat', 'general', 'dot', 'scaled-dot', 'content-based', 'location']),
      params: v.record(v.string(), tensor),
      query: v.array(v.number()),
      annotations: tensor,
      mask: v.nullable(v.array(v.boolean())),
      energies: v.array(v.number()),
      weights: v.array(v.number()),
      context: v.array(v.number()),
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
  const { cases } = v.parse(golden, JSON.parse(readFileSync(file, 'utf8')));

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
      const raw = scoreFunctions[c.score].prepare(annotations, parameters)(Float32Array.from(c.query));
      const energies = c.mask === null ? raw : masked(raw, c.mask);
      const weights = softmax(energies);
      // A masked energy has no value to compare; that its weight is 0 is compared below.
      const visible = (_: number, i: number): boolean => c.mask?.[i] ?? true;
      assertClose(energies.filter(visible), c.energies.filter(visible), 'energies');
      assertClose(weights, c.weights, 'weights');
      assertClose(contextVector(weights, annotations), c.context, 'context');
    });
  });
});
