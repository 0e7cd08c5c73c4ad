import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { scoreNames, type ScoreName } from '../../../src/attention/scoreName';
import { attendWith } from '../../../src/decoding/attending';
import { BeamSearch, searchTogether, type Hypothesis } from '../../../src/decoding/beam';
import { DecodingSession } from '../../../src/decoding/session';
import { loadBundle, type LoadedBundle } from '../../../src/model/loadBundle';
import { fileWithRole } from '../../../src/model/manifest';
import { bundle, modelIds, root, runtime } from '../model/support';

const hypothesis = v.object({
  produced: v.array(v.number()),
  logprob: v.number(),
  score: v.number(),
  weights: v.array(v.array(v.number())),
});
/** Written by `python -m training.fixtures` from a beam search of its own (training/beam.py). */
const fixtureSchema = v.object({
  weightsSha256: v.string(),
  searches: v.pipe(
    v.array(
      v.object({
        sentence: v.number(),
        source: v.array(v.number()),
        score: v.picklist(scoreNames),
        width: v.number(),
        alpha: v.number(),
        hypotheses: v.array(hypothesis),
      }),
    ),
    v.minLength(1),
  ),
});

/** As for the whole model in one step; log-probabilities of a sentence add up the differences of their steps. */
const tolerance = 1e-4;
const forcedTolerance = 1e-5;

for (const id of modelIds) {
  const file = path.join(root, 'test', 'fixtures', 'beam', `${id}.json`);
  const fixture = v.parse(fixtureSchema, JSON.parse(readFileSync(file, 'utf8')));

  describe(`beam search: ${id}`, () => {
    let loaded: LoadedBundle;
    before(async () => {
      loaded = await loadBundle(bundle(id), runtime('native'));
    });
    after(() => loaded.model.dispose());

    async function search(source: readonly number[], score: ScoreName, width: number, alpha: number) {
      const encoded = await loaded.model.encode(source);
      const attend = attendWith(score, loaded.parameters.get(score) ?? {}, encoded);
      const options = { width, lengthPenalty: alpha };
      const start = BeamSearch.start(loaded.model, attend, encoded, options);
      const [end] = await searchTogether(loaded.model, [start], false);
      return { encoded, attend, found: end!.hypotheses };
    }

    it('has fixtures of these very weights', () => {
      assert.equal(fileWithRole(loaded.manifest, 'weights').sha256, fixture.weightsSha256);
    });

    for (const { sentence, source, score, width, alpha, hypotheses } of fixture.searches) {
      it(`finds what PyTorch finds: sentence ${sentence}, ${score}, ${width} hypotheses`, async () => {
        const { found } = await search(source, score, width, alpha);
        assert.deepEqual(
          found.map(({ steps }) => steps.map(({ token }) => token)),
          hypotheses.map(({ produced }) => produced),
        );
        found.forEach((one, rank) => {
          const expected = hypotheses[rank]!;
          assertClose(
            [one.logProbability],
            [expected.logprob],
            tolerance * one.steps.length,
            'log-probability',
          );
          assertClose([one.score], [expected.score], tolerance * one.steps.length, 'score');
          const rows = one.steps.flatMap(({ model: { attention } }) => attention?.weights ?? []);
          assert.equal(rows.length, expected.weights.length, `rows of ${score}`);
          rows.forEach((row, t) => {
            assertClose(row, expected.weights[t]!, tolerance, `weights of rank ${rank}, row ${t}`);
          });
        });
      });
    }

    for (const score of scoreNames) {
      it(`gives every hypothesis the rows that forced decoding has, with ${score}`, async () => {
        const { encoded, attend, found } = await search(fixture.searches[0]!.source, score, 5, 1);
        assert.equal(found.length, 5);
        for (const one of found) {
          let forced = DecodingSession.start(loaded.model, attend, encoded);
          for (const { token } of one.steps) forced = await forced.choose(token);
          assertSameSteps(one, forced);
        }
      });
    }
  });
}

function assertSameSteps({ steps }: Hypothesis, forced: DecodingSession): void {
  assert.equal(steps.length, forced.steps.length);
  steps.forEach((step, t) => {
    const expected = forced.steps[t]!;
    const near = (actual: ArrayLike<number>, wanted: ArrayLike<number>, what: string) => {
      assertClose(actual, wanted, forcedTolerance, `${what} ${t}`);
    };
    assert.equal(step.model.attention === null, expected.model.attention === null);
    near(step.model.attention?.weights ?? [], expected.model.attention?.weights ?? [], 'weights');
    near(step.model.attention?.energies ?? [], expected.model.attention?.energies ?? [], 'energies');
    near(step.model.context, expected.model.context, 'context');
    near([step.logProbability], [expected.logProbability], 'log-probability');
    near(
      step.candidates.map(({ logProbability }) => logProbability),
      expected.candidates.map(({ logProbability }) => logProbability),
      'candidates',
    );
  });
}

/** Within `most`, absolutely for numbers up to 1, relatively beyond. */
function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  most: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let i = 0; i < expected.length; i++) {
    const allowed = most * Math.max(1, Math.abs(expected[i]!));
    const isNear = Math.abs(actual[i]! - expected[i]!) <= allowed;
    assert.ok(isNear, `${what} [${i}]: ${actual[i]!} is not ${expected[i]!}`);
  }
}
