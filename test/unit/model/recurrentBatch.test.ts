import assert from 'node:assert/strict';
import { scoreNames } from '../../../src/attention/scoreName';
import { attendWith } from '../../../src/decoding/attending';
import { DecodingSession } from '../../../src/decoding/session';
import { loadBundle, type LoadedBundle } from '../../../src/model/loadBundle';
import { paddedSources } from '../../../src/model/recurrentBatch';
import { bundle, modelIds, runtime, runtimeNames } from './support';
import { decodeTogether } from '../../support/greedily';

const tolerance = 1e-4;
const sentences = [
  'Oui.',
  'Le chat dort sur la table.',
  'Je ne sais pas où est la clef que tu m’as donnée hier soir.',
  'Monsieur le Président, je voudrais remercier la Commission pour son rapport de 2026.',
  'Il pleut.',
];

describe('a batch for the encoder', () => {
  it('is filled up to the longest sentence, whose lengths it says', () => {
    const { source, lengths } = paddedSources([[7, 2], [2], [5, 6, 2]], 0);
    assert.deepEqual(
      [[...source.data], source.shape],
      [
        [7, 2, 0, 2, 0, 0, 5, 6, 2],
        [3, 3],
      ],
    );
    assert.deepEqual([[...lengths.data], lengths.shape], [[2, 1, 3], [3]]);
  });
});

for (const id of modelIds) {
  for (const name of runtimeNames) {
    describe(`a batch is what its sentences are alone: ${id}, ${name}`, () => {
      let loaded: LoadedBundle;
      let sources: number[][];
      before(async () => {
        loaded = await loadBundle(bundle(id), runtime(name));
        sources = sentences.map((text) => loaded.tokenizer.encode(text));
      });
      after(() => loaded.model.dispose());

      it('after the encoder', async () => {
        const together = await loaded.model.encodeAll(sources);
        for (const [i, source] of sources.entries()) {
          const alone = await loaded.model.encode(source);
          const row = together[i]!;
          assert.equal(row.annotations.rows, source.length);
          assertClose(row.annotations.data, alone.annotations.data);
          assertClose(row.summary, alone.summary);
          assertClose(row.initialState, alone.initialState);
        }
      });

      for (const score of scoreNames) {
        it(`in its translations and weights with ${score}`, async () => {
          const parameters = loaded.parameters.get(score) ?? {};
          const together = await decodeTogether(
            loaded.model,
            sources.map((source) => ({ source })),
            (source) => attendWith(score, parameters, source),
          );
          const forced = await decodeTogether(
            loaded.model,
            sources.map((source, i) => ({ source, target: together[i]!.tokens })),
            (source) => attendWith(score, parameters, source),
          );
          for (const [i, ids] of sources.entries()) {
            const source = await loaded.model.encode(ids);
            const attend = attendWith(score, parameters, source);
            const alone = await DecodingSession.start(loaded.model, attend, source).toEnd();
            const row = together[i]!;
            assert.deepEqual(row.tokens, alone.tokens);
            assert.deepEqual(forced[i]!.tokens, row.tokens);
            if (score === 'none') {
              assert.deepEqual([row.weights, forced[i]!.weights], [[], []]);
              continue;
            }
            alone.steps.forEach((step, t) => {
              assertClose(row.weights[t]!, step.model.attention!.weights);
              assertClose(forced[i]!.weights[t]!, row.weights[t]!);
            });
          }
        });
      }
    });
  }
}

function assertClose(actual: Float32Array, expected: Float32Array): void {
  assert.equal(actual.length, expected.length);
  const furthest = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
  assert.ok(furthest <= tolerance, `differs by ${furthest}`);
}
