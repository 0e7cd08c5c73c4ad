import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { matrix } from '../../../src/attention/matrix';
import { scoreNames, type ScoreName } from '../../../src/attention/scoreName';
import { attendWith } from '../../../src/decoding/attending';
import { bestCandidates } from '../../../src/decoding/candidates';
import type { EncodedSource, ModelStep } from '../../../src/decoding/model';
import { loadBundle, type LoadedBundle } from '../../../src/model/loadBundle';
import { fileWithRole } from '../../../src/model/manifest';
import { readSafetensors, type StoredTensor } from '../../../src/model/safetensors';
import { bundle, modelIds, root, runtime, runtimeNames } from '../model/support';

const run = v.object({
  produced: v.array(v.number()),
  bestIds: v.array(v.array(v.number())),
  bestLogprobs: v.array(v.array(v.number())),
  text: v.string(),
});
const fixtureSchema = v.object({
  weightsSha256: v.string(),
  logprobsEvery: v.number(),
  sentences: v.array(
    v.object({ text: v.string(), source: v.array(v.number()), runs: v.record(v.string(), run) }),
  ),
});

/** Whole model, and attention alone from PyTorch's own queries and annotations. */
const tolerance = 1e-4;
const attentionTolerance = 1e-5;

for (const id of modelIds) {
  const folder = path.join(root, 'test', 'fixtures', 'parity');
  const fixture = v.parse(fixtureSchema, JSON.parse(readFileSync(path.join(folder, `${id}.json`), 'utf8')));
  const tensors = readSafetensors(new Uint8Array(readFileSync(path.join(folder, `${id}.safetensors`))));

  for (const name of runtimeNames) {
    describe(`parity with PyTorch: ${id}, ${name}`, () => {
      let loaded: LoadedBundle;
      before(async () => {
        loaded = await loadBundle(bundle(id), runtime(name));
      });
      after(() => loaded.model.dispose());

      it('has fixtures of these very weights', () => {
        assert.equal(fileWithRole(loaded.manifest, 'weights').sha256, fixture.weightsSha256);
      });

      fixture.sentences.forEach((sentence, number) => {
        const stored = (what: string) => tensorOf(tensors, `${number}/${what}`);

        it(`tokenizes and encodes sentence ${number}`, async () => {
          assert.deepEqual(loaded.tokenizer.encode(sentence.text), sentence.source);
          const source = await loaded.model.encode(sentence.source);
          assertClose('annotations', source.annotations.data, stored('annotations'), tolerance);
          assertClose('summary', source.summary, stored('summary'), tolerance);
          assertClose('initial state', source.initialState, stored('initial_state'), tolerance);
        });

        for (const score of scoreNames) {
          it(`agrees at every step of sentence ${number} with ${score}`, async () => {
            const expected = sentence.runs[score];
            assert.ok(expected, `no fixture for ${score}`);
            const source = await loaded.model.encode(sentence.source);
            const steps = await force(loaded, source, score, expected.produced);
            const check = (what: string, pick: (step: ModelStep) => Float32Array | undefined) => {
              const rows = rowsOf(stored(`${score}/${what}`), steps.length);
              steps.forEach((step, t) => {
                assertClose(`${what} ${t}`, pick(step) ?? new Float32Array(), rows[t]!, tolerance);
              });
            };
            check('context', (step) => step.context);
            check('state', (step) => step.state);
            check('logprobs', (step) =>
              step.logProbabilities.filter((_, i) => i % fixture.logprobsEvery === 0),
            );
            if (score === 'none') assert.ok(steps.every((step) => step.attention === null));
            else {
              check('energies', (step) => step.attention?.energies);
              check('weights', (step) => step.attention?.weights);
            }
            steps.forEach((step, t) => {
              const best = bestCandidates(step.logProbabilities, 10);
              const logProbabilities = expected.bestIds[t]!.map((token) => step.logProbabilities[token]!);
              assertClose(
                `best ${t}`,
                Float32Array.from(logProbabilities),
                expected.bestLogprobs[t]!,
                tolerance,
              );
              assertClose(
                `top ${t}`,
                best.map((c) => c.logProbability),
                expected.bestLogprobs[t]!,
                tolerance,
              );
            });
            assert.equal(loaded.tokenizer.decode(expected.produced), expected.text);
          });

          if (score === 'none') continue;
          it(`computes the attention of sentence ${number} alone with ${score}`, () => {
            const expected = sentence.runs[score];
            assert.ok(expected);
            const length = sentence.source.length;
            const annotations = stored('annotations');
            const source: EncodedSource = {
              annotations: matrix(length, annotations.length / length, annotations),
              summary: stored('summary'),
              initialState: stored('initial_state'),
            };
            const count = expected.produced.length;
            // Of a decoder with a layer above the attention the first half of its state asks.
            const { hidden } = loaded.manifest.sizes;
            const states = rowsOf(stored(`${score}/state`), count).map((state) => state.subarray(0, hidden));
            // Bahdanau asks with the state before the step, Luong with the one after it.
            const queries = loaded.manifest.family === 'luong' ? states : [source.initialState, ...states];
            const attend = attendWith(score, loaded.parameters.get(score) ?? {}, source);
            const rows = (what: string) => rowsOf(stored(`${score}/${what}`), count);
            const [energies, weights, contexts] = [rows('energies'), rows('weights'), rows('context')];
            for (let t = 0; t < count; t++) {
              const attention = attend(queries[t]!);
              assert.ok(attention);
              assertClose(`energies ${t}`, attention.energies, energies[t]!, attentionTolerance);
              assertClose(`weights ${t}`, attention.weights, weights[t]!, attentionTolerance);
              assertClose(`context ${t}`, attention.context, contexts[t]!, attentionTolerance);
            }
          });
        }
      });
    });
  }
}

/** Every step of the model with the tokens that PyTorch produced. */
async function force(
  { model, parameters }: LoadedBundle,
  source: EncodedSource,
  score: ScoreName,
  produced: readonly number[],
): Promise<ModelStep[]> {
  const attend = attendWith(score, parameters.get(score) ?? {}, source);
  const steps: ModelStep[] = [];
  let state = source.initialState;
  let previous = model.beginToken;
  for (const token of produced) {
    const step = await model.step(source, state, previous, attend);
    steps.push(step);
    state = step.state;
    previous = token;
  }
  return steps;
}

function tensorOf(tensors: ReadonlyMap<string, StoredTensor>, name: string): Float32Array {
  const tensor = tensors.get(name);
  assert.ok(tensor, `the fixture has no ${name}`);
  return tensor.floats();
}

function rowsOf(data: Float32Array, count: number): Float32Array[] {
  const width = data.length / count;
  return Array.from({ length: count }, (_, i) => data.subarray(i * width, (i + 1) * width));
}

/** Within `most`, absolutely for numbers up to 1, relatively beyond: energies are tens, single precision 7 digits. */
function assertClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  most: number,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    const allowed = most * Math.max(1, Math.abs(expected[i]!));
    assert.ok(difference <= allowed, `${what} [${i}]: ${actual[i]!} is not ${expected[i]!}`);
  }
}
