import assert from 'node:assert/strict';
import { matrix, multiplyRows } from '../../../src/attention/matrix';
import { scoreNames } from '../../../src/attention/scoreName';
import { attendWith } from '../../../src/decoding/attending';
import { decodeGreedily, type BatchSentence } from '../../../src/decoding/batch';
import { bestCandidates } from '../../../src/decoding/candidates';
import { BulkShortcuts } from '../../../src/model/bulkModel';
import { loadBundle, type LoadedBundle } from '../../../src/model/loadBundle';
import { loadProduct } from '../../../src/model/matrixProduct';
import { readSafetensors } from '../../../src/model/safetensors';
import { TokenSearch } from '../../../src/model/tokenSearch';
import { bundle, fileOf, modelIds, runtime, runtimeNames } from './support';
import { decodeTogether } from '../../support/greedily';

const sentences = [
  'Oui.',
  'Le chat dort sur la table.',
  'Je ne sais pas où est la clef que tu m’as donnée hier soir.',
  'Il pleut.',
];

for (const name of runtimeNames) {
  describe(`a product of the runtime, ${name}`, () => {
    it('is that of the loop, for one row and for many', async () => {
      const wave = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * i));
      const m = matrix(5, 7, wave(35));
      const loaded = await loadProduct(runtime(name), m);
      for (const rows of [1, 3]) {
        const x = matrix(rows, 7, wave(rows * 7));
        const [actual, expected] = [await loaded.product(x), multiplyRows(m, x)];
        assert.deepEqual([actual.rows, actual.columns], [rows, 5]);
        expected.data.forEach((value, i) => {
          assert.ok(Math.abs(actual.data[i]! - value) < 1e-5);
        });
      }
      await loaded.dispose();
    });
  });

  for (const id of modelIds) {
    describe(`the shortcuts of a bundle: ${id}, ${name}`, () => {
      let loaded: LoadedBundle;
      before(async () => {
        loaded = await loadBundle(bundle(id), runtime(name));
      });
      after(async () => {
        await loaded.bulk.dispose();
        await loaded.model.dispose();
      });

      it('find the tokens that the probabilities say, without those that are banned', async () => {
        const { model, manifest } = loaded;
        const search = await TokenSearch.load(
          runtime(name),
          manifest,
          readSafetensors(fileOf(id, 'weights.safetensors')),
          model,
        );
        assert.ok(search, 'this bundle is not searched');
        const wave = (phase: number) =>
          Float32Array.from({ length: manifest.sizes.hidden }, (_, i) => Math.sin(i * i * phase + phase) / 2);
        const inputs = [0.1, 0.2, 0.7, 1.3, 2.9].map((phase, i) => ({
          ...{ state: wave(phase), context: wave(phase + 0.05) },
          ...(manifest.family === 'luong' ? {} : { previous: 100 + i }),
          ...(manifest.sizes.decoderLayers === 1 ? {} : { upper: wave(phase + 0.02) }),
        }));
        const read = await model.logProbabilities(inputs);
        const rows = read.map(({ value }) => value);
        const none = rows.map(() => new Set<number>());
        const best = rows.map((row) => bestCandidates(row, 3).map(({ token }) => token));
        const free = await search.tokens(inputs, none);
        assert.deepEqual(
          free.map(({ value }) => value),
          best.map(([first]) => first),
        );
        const without = best.map(([first, second]) => new Set([first!, second!]));
        assert.deepEqual(
          (await search.tokens(inputs, without)).map(({ value }) => value),
          best.map(([, , third]) => third),
        );
        // What is above the attention goes on from the same state, whichever way the token was found.
        free.forEach(({ upper }, i) => {
          assert.equal(upper?.length, read[i]!.upper?.length);
          upper?.forEach((value, j) => {
            assert.ok(Math.abs(value - read[i]!.upper![j]!) < 1e-5);
          });
        });
        await search.dispose();
      });

      for (const score of scoreNames) {
        it(`lead to the translations and weights of the graphs with ${score}`, async () => {
          const parameters = loaded.parameters.get(score) ?? {};
          const free = sentences.map((text): BatchSentence => ({ source: loaded.tokenizer.encode(text) }));
          // One is forced among those that are free.
          const mixed = free.map((one, i) => (i === 1 ? { ...one, target: [9, 10, 2] } : one));
          const expected = await decodeTogether(loaded.model, mixed, (source) =>
            attendWith(score, parameters, source),
          );
          const actual = await decodeGreedily(await loaded.bulk.model(score, parameters), mixed, true);
          expected.forEach(({ tokens, weights }, i) => {
            assert.deepEqual(actual[i]!.tokens, tokens);
            assert.equal(actual[i]!.weights.length, weights.length);
            weights.forEach((row, t) => {
              row.forEach((weight, s) => {
                assert.ok(Math.abs(actual[i]!.weights[t]![s]! - weight) <= 1e-4);
              });
            });
          });
        });
      }
    });
  }
}

describe('a bundle that is read out in another way', () => {
  it('is not searched: its own graphs have the say', async () => {
    const id = modelIds[0]!;
    const loaded = await loadBundle(bundle(id), runtime('native'));
    const tensors = readSafetensors(fileOf(id, 'weights.safetensors'));
    const load = (changed: typeof tensors) =>
      TokenSearch.load(runtime('native'), loaded.manifest, changed, loaded.model);
    const biases = tensors.get('output.bias')!;
    const others = {
      ...biases,
      floats: () => biases.floats().map((bias, i) => (i === 77 ? bias + 1 : bias)),
    };
    assert.equal(await load(new Map([...tensors, ['output.bias', others]])), null);
    const table = tensors.get('embedding')!;
    assert.equal(await load(new Map([...tensors, ['embedding', { ...table, integers: () => null }]])), null);
    assert.equal(await load(new Map([...tensors].filter(([name]) => name !== 'combine.W'))), null);
    await loaded.model.dispose();
  });
});

describe('shortcuts that could not be made', () => {
  it('are tried again when they are next asked for', async () => {
    const id = modelIds[0]!;
    const loaded = await loadBundle(bundle(id), runtime('native'));
    const reads = [
      () => Promise.reject(new Error('the disk is away')),
      () => Promise.resolve(fileOf(id, 'weights.safetensors')),
    ];
    const shortcuts = new BulkShortcuts({
      ...{ manifest: loaded.manifest, model: loaded.model, runtime: runtime('native') },
      weights: () => reads.shift()!(),
    });
    await assert.rejects(shortcuts.model('dot', {}), /the disk is away/);
    const model = await shortcuts.model('dot', {});
    const [produced] = await decodeGreedily(model, [{ source: loaded.tokenizer.encode('Oui.') }], false);
    assert.equal(produced!.tokens.at(-1), model.endToken);
    await shortcuts.dispose();
    await loaded.model.dispose();
  });
});
