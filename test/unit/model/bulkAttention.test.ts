import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matrix, type Matrix } from '../../../src/attention/matrix';
import type { ScoreParameters } from '../../../src/attention/scoreFunction';
import { scoreFunctions } from '../../../src/attention/scoreFunctions';
import type { AlignmentScoreName } from '../../../src/attention/scoreName';
import { attendWith } from '../../../src/decoding/attending';
import type { EncodedSource } from '../../../src/decoding/model';
import { BulkAttention } from '../../../src/model/bulkAttention';
import { PackedSources } from '../../../src/model/packedSources';
import { seeded } from '../../support/properties';
import { runtime, runtimeNames } from './support';

const sizes = { hidden: 6, attention: 4, maxSourceLength: 9 };

/** Numbers between -1 and 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = 1 + (seed % (2 ** 31 - 2));
  return () => {
    state = (state * 48271) % (2 ** 31 - 1);
    return (2 * state) / (2 ** 31 - 1) - 1;
  };
}

function filled(rows: number, columns: number, draw: () => number): Matrix {
  return matrix(rows, columns, Float32Array.from({ length: rows * columns }, draw));
}

function sourceOf(length: number, draw: () => number): EncodedSource {
  return {
    annotations: filled(length, sizes.hidden, draw),
    summary: new Float32Array(sizes.hidden),
    initialState: new Float32Array(sizes.hidden),
  };
}

function parametersOf(score: AlignmentScoreName, draw: () => number): ScoreParameters {
  const shapes = Object.entries(scoreFunctions[score].parameterShapes(sizes));
  return Object.fromEntries(shapes.map(([name, [rows, columns]]) => [name, filled(rows, columns, draw)]));
}

function assertClose(actual: Float32Array, expected: Float32Array): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i]! - value) < 1e-5, `${actual[i]!} is not ${value}`);
  });
}

for (const runtimeName of runtimeNames) {
  describe(`the attention of many sentences: ${runtimeName}`, () => {
    for (const score of Object.keys(scoreFunctions) as AlignmentScoreName[]) {
      it(`is that of each alone, with ${score}, while sentences come and go`, async () => {
        const draw = numbers(7);
        const parameters = parametersOf(score, draw);
        const attention = await BulkAttention.load(runtime(runtimeName), score, parameters, sizes.hidden);
        const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
        await fc.assert(
          fc.asyncProperty(
            lengths,
            fc.nat(),
            fc.array(fc.nat(5), { maxLength: 4 }),
            async (all, seed, gone) => {
              const own = numbers(seed);
              const packed = new PackedSources();
              let sources = await attention.keyed(all.map((length) => sourceOf(length, own)));
              for (const place of [null, ...gone]) {
                // One leaves and the next takes its place, or the batch becomes smaller.
                if (place !== null && sources.length > 1) {
                  const [next] = await attention.keyed([sourceOf(1 + (place % 9), own)]);
                  sources = sources.with(place % sources.length, next!).slice(0, 1 + (seed % 6));
                }
                const queries = sources.map(() => Float32Array.from({ length: sizes.hidden }, own));
                const together = await attention.attend(packed, sources, queries);
                sources.forEach((source, i) => {
                  const alone = attendWith(score, parameters, source)(queries[i]!)!;
                  assertClose(together[i]!.energies, alone.energies);
                  assertClose(together[i]!.weights, alone.weights);
                  assertClose(together[i]!.context, alone.context);
                });
              }
            },
          ),
          { ...seeded, numRuns: 25 },
        );
        await attention.dispose();
      });
    }

    it('has no weights where an energy is not a number', async () => {
      const attention = await BulkAttention.load(runtime(runtimeName), 'dot', {}, sizes.hidden);
      const sources = await attention.keyed([sourceOf(3, numbers(1))]);
      const query = new Float32Array(sizes.hidden).fill(NaN);
      await assert.rejects(attention.attend(new PackedSources(), sources, [query]), /not a number/);
      await attention.dispose();
    });
  });
}
