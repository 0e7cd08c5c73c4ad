import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attendWith } from '../../../src/decoding/attending';
import {
  BeamSearch,
  lengthNormalisation,
  searchTogether,
  type BeamOptions,
  type Hypothesis,
} from '../../../src/decoding/beam';
import { DecodingSession } from '../../../src/decoding/session';
import { anyToken, type TokenRules } from '../../../src/decoding/tokenRules';
import { floats, seeded } from '../../support/properties';
import { endToken, everyTranslation, TableModel, type Possible } from '../../support/tableModel';

const source = [3, 1, 2, 0];

/** A table of a few words and a few positions, any numbers in it. */
const tables = fc
  .record({ vocabulary: fc.integer({ min: 2, max: 4 }), longest: fc.integer({ min: 1, max: 4 }) })
  .chain(({ vocabulary, longest }) => {
    const row = fc.array(floats(vocabulary), { minLength: vocabulary + 1, maxLength: vocabulary + 1 });
    return fc.array(row, { minLength: longest, maxLength: longest });
  })
  .map((logits) => new TableModel(logits));
const penalties = fc.constantFrom(0, 0.2, 0.6, 1, 2);
const widths = fc.integer({ min: 1, max: 8 });

async function search(
  model: TableModel,
  options: BeamOptions,
  rules: TokenRules = anyToken,
  onlyBest = false,
): Promise<Hypothesis[]> {
  const encoded = await model.encode(source);
  const start = BeamSearch.start(model, attendWith('dot', {}, encoded), encoded, options, rules);
  const [end] = await searchTogether(model, [start], onlyBest);
  return end!.hypotheses;
}

const tokensOf = ({ steps }: Hypothesis) => steps.map(({ token }) => token);

function scoreOf({ tokens, logProbability }: Possible, alpha: number): number {
  return logProbability / ((5 + tokens.length) / 6) ** alpha;
}

/** As they are to be ranked: what ends first, then by score. */
function ranked(all: readonly Possible[], alpha: number): Possible[] {
  return [...all].sort(
    (a, b) => Number(b.isComplete) - Number(a.isComplete) || scoreOf(b, alpha) - scoreOf(a, alpha),
  );
}

/** Beam search once more, over beginnings written as lists: no states, no steps, all continuations sorted. */
function simpleBeam(model: TableModel, { width }: BeamOptions): Possible[] {
  let live: Possible[] = [{ tokens: [], logProbability: 0, isComplete: false }];
  const done: Possible[] = [];
  while (live.length > 0) {
    const next = live.flatMap(({ tokens, logProbability }) =>
      Array.from(model.logProbabilities(tokens.length, tokens.at(-1) ?? model.beginToken), (own, token) => ({
        tokens: [...tokens, token],
        logProbability: logProbability + own,
        isComplete: token === endToken,
      })),
    );
    next.sort((a, b) => b.logProbability - a.logProbability);
    const kept = next.slice(0, width - done.length);
    const ends = (one: Possible) => one.isComplete || one.tokens.length === model.maxTargetLength;
    done.push(...kept.filter(ends));
    live = kept.filter((one) => !ends(one));
  }
  return done;
}

describe('beam search', () => {
  it('normalises by length as Wu et al. 2016, eq. 14', () => {
    assert.equal(lengthNormalisation(1, 0.6), 1);
    assert.equal(lengthNormalisation(7, 1), 2);
    assert.ok(Math.abs(lengthNormalisation(20, 0.6) - 2.3544) < 1e-4);
    assert.equal(lengthNormalisation(50, 0), 1);
  });

  it('is exact where the beam is as wide as there are translations', async () => {
    await fc.assert(
      fc.asyncProperty(tables, penalties, async (model, alpha) => {
        const all = ranked(everyTranslation(model), alpha);
        const found = await search(model, { width: all.length, lengthPenalty: alpha });
        assert.equal(found.length, all.length);
        found.forEach((hypothesis, rank) => {
          const expected = all[rank]!;
          assert.ok(Math.abs(hypothesis.score - scoreOf(expected, alpha)) < 1e-9, `rank ${rank}`);
          assert.equal(hypothesis.isComplete, expected.isComplete);
        });
        const texts = (lists: readonly (readonly number[])[]) => lists.map(String).sort();
        assert.deepEqual(texts(found.map(tokensOf)), texts(all.map(({ tokens }) => tokens)));
      }),
      seeded,
    );
  });

  it('finds what a search over plain lists finds, however narrow', async () => {
    await fc.assert(
      fc.asyncProperty(tables, penalties, widths, async (model, alpha, width) => {
        const options = { width, lengthPenalty: alpha };
        const expected = ranked(simpleBeam(model, options), alpha);
        const found = await search(model, options);
        assert.deepEqual(
          found.map(({ logProbability }) => logProbability),
          expected.map(({ logProbability }) => logProbability),
        );
        assert.deepEqual(
          found.map(tokensOf).map(String).sort(),
          expected.map(({ tokens }) => String(tokens)).sort(),
        );
      }),
      seeded,
    );
  });

  it('never has a best that is better than the best there is, and reaches it with the widest beam', async () => {
    await fc.assert(
      fc.asyncProperty(tables, penalties, widths, async (model, alpha, width) => {
        const all = ranked(everyTranslation(model), alpha).filter(({ isComplete }) => isComplete);
        const best = scoreOf(all[0]!, alpha);
        const [narrow] = await search(model, { width, lengthPenalty: alpha });
        const everything = everyTranslation(model).length;
        const [wide] = await search(model, { width: everything, lengthPenalty: alpha });
        if (narrow!.isComplete) assert.ok(narrow!.score <= best + 1e-9);
        assert.ok(wide!.isComplete && Math.abs(wide!.score - best) < 1e-9);
      }),
      seeded,
    );
  });

  it('with one hypothesis is greedy decoding, number for number', async () => {
    await fc.assert(
      fc.asyncProperty(tables, penalties, async (model, alpha) => {
        const encoded = await model.encode(source);
        const attend = attendWith('dot', {}, encoded);
        const greedy = await DecodingSession.start(model, attend, encoded).toEnd();
        const found = await search(model, { width: 1, lengthPenalty: alpha });
        assert.equal(found.length, 1);
        assert.equal(found[0]!.isComplete, greedy.endsWithEnd);
        const kept = (steps: readonly DecodingSession['steps'][number][]) =>
          // All but the probabilities of the whole vocabulary, which a beam does not keep.
          steps.map((step) => ({ ...step, model: { ...step.model, logProbabilities: null } }));
        assert.deepEqual(kept(found[0]!.steps), kept(greedy.steps));
      }),
      seeded,
    );
  });

  it('gives each hypothesis the rows that forced decoding of its tokens has', async () => {
    await fc.assert(
      fc.asyncProperty(tables, widths, async (model, width) => {
        const encoded = await model.encode(source);
        const attend = attendWith('dot', {}, encoded);
        for (const hypothesis of await search(model, { width, lengthPenalty: 0.6 })) {
          let forced = DecodingSession.start(model, attend, encoded);
          for (const token of tokensOf(hypothesis)) forced = await forced.choose(token);
          hypothesis.steps.forEach((step, t) => {
            const expected = forced.steps[t]!;
            assert.equal(step.logProbability, expected.logProbability);
            assert.deepEqual(step.candidates, expected.candidates);
            assert.deepEqual(step.model.attention, expected.model.attention);
            assert.deepEqual(step.model.query, expected.model.query);
            assert.deepEqual(step.model.context, expected.model.context);
            assert.deepEqual(step.model.state, expected.model.state);
          });
        }
      }),
      seeded,
    );
  });

  it('sorts by score, and each log-probability is the sum over the steps', async () => {
    await fc.assert(
      fc.asyncProperty(tables, penalties, widths, async (model, alpha, width) => {
        const found = await search(model, { width, lengthPenalty: alpha });
        assert.ok(found.length >= 1 && found.length <= width);
        assert.equal(new Set(found.map((one) => String(tokensOf(one)))).size, found.length);
        for (const [rank, { steps, logProbability, score, isComplete }] of found.entries()) {
          const sum = steps.reduce((total, step) => total + step.logProbability, 0);
          assert.ok(Math.abs(logProbability - sum) < 1e-9);
          assert.ok(Math.abs(score - sum / ((5 + steps.length) / 6) ** alpha) < 1e-9);
          assert.equal(isComplete, steps.at(-1)?.token === endToken);
          const before = found[rank - 1];
          if (before === undefined) continue;
          assert.ok(before.isComplete || !isComplete, 'what was cut off comes last');
          if (before.isComplete === isComplete) assert.ok(before.score >= score);
        }
      }),
      seeded,
    );
  });

  it('that stops when nothing can beat its best has the same best', async () => {
    let stopped = 0;
    await fc.assert(
      fc.asyncProperty(tables, penalties, widths, async (model, alpha, width) => {
        const options = { width, lengthPenalty: alpha };
        const [best] = await search(model, options);
        const all = model.rowsOfSteps.length;
        const [early] = await search(model, options, anyToken, true);
        const steps = model.rowsOfSteps.length - all;
        assert.deepEqual(early, best);
        if (steps < all) stopped++;
      }),
      seeded,
    );
    assert.ok(stopped > 0, 'and some searches stopped earlier');
  });

  it('keeps the rules of tokens for every hypothesis by itself', async () => {
    // Each word once: what is banned depends on what the hypothesis produced.
    const once: TokenRules = { bannedAfter: (produced) => new Set(produced) };
    await fc.assert(
      fc.asyncProperty(tables, widths, async (model, width) => {
        for (const hypothesis of await search(model, { width, lengthPenalty: 0.6 }, once)) {
          const tokens = tokensOf(hypothesis);
          assert.equal(new Set(tokens).size, tokens.length);
          hypothesis.steps.forEach(({ candidates }, t) => {
            assert.ok(candidates.every(({ token }) => !tokens.slice(0, t).includes(token)));
          });
        }
      }),
      seeded,
    );
    const model = new TableModel([
      [Float32Array.of(0, 1, 2), ...Array<Float32Array>(3).fill(Float32Array.of(0, 1, 2))],
    ]);
    const noTwo = await search(model, { width: 3, lengthPenalty: 0 }, { bannedAfter: () => new Set([2]) });
    const all = ranked(everyTranslation(model, new Set([2])), 0);
    assert.deepEqual(
      noTwo.map(tokensOf),
      all.map(({ tokens }) => tokens),
    );
  });

  it('breaks ties by beginning, then by token: the same each time', async () => {
    const flat = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => new Float32Array(3)));
    const found = await search(new TableModel(flat), { width: 4, lengthPenalty: 0 });
    assert.deepEqual(found.map(tokensOf), [[0], [1, 0], [1, 1, 0], [1, 1, 1]]);
  });

  it('takes several sentences to their ends at once, each with its own result', async () => {
    const row = (end: number) => [
      Float32Array.of(end, 1, 0),
      Float32Array.of(end, 0, 1),
      Float32Array.of(end, 1, 1),
      Float32Array.of(-9, 1, 0),
    ];
    const model = new TableModel([row(-9), row(0), row(1), row(9)]);
    const encoded = await model.encode(source);
    const attend = attendWith('dot', {}, encoded);
    const options = [1, 3, 2].map((width) => ({ width, lengthPenalty: 1 }));
    const alone = [];
    for (const one of options) alone.push(await search(model, one));
    const together = await searchTogether(
      model,
      options.map((one) => BeamSearch.start(model, attend, encoded, one)),
      false,
    );
    assert.deepEqual(
      together.map(({ hypotheses }) => hypotheses),
      alone,
    );
  });

  it('can be stopped between two steps', async () => {
    const model = new TableModel([
      [0, 1, 2].map(() => new Float32Array(2)),
      [0, 1, 2].map(() => new Float32Array(2)),
    ]);
    const encoded = await model.encode(source);
    const start = BeamSearch.start(model, () => null, encoded, { width: 2, lengthPenalty: 0 });
    let steps = 0;
    const enough = () => (++steps > 1 ? Promise.reject(new Error('enough')) : Promise.resolve());
    await assert.rejects(searchTogether(model, [start], false, enough), /enough/u);
    assert.equal(model.rowsOfSteps.length, 1);
  });

  it('refuses a beam of nothing, and a penalty that rewards growing worse', () => {
    const model = new TableModel([[new Float32Array(2)]]);
    const start = (options: BeamOptions) => () =>
      BeamSearch.start(
        model,
        () => null,
        {
          annotations: { rows: 0, columns: 0, data: new Float32Array() },
          summary: new Float32Array(),
          initialState: new Float32Array(2),
        },
        options,
      );
    assert.throws(start({ width: 0, lengthPenalty: 1 }), RangeError);
    assert.throws(start({ width: 4, lengthPenalty: -1 }), RangeError);
    assert.throws(start({ width: 4, lengthPenalty: Number.NaN }), RangeError);
  });

  it('does not invent a token where a model computed no probabilities', async () => {
    const model = new TableModel([[0, 1, 2].map(() => new Float32Array(2))]);
    model.stepAll = async (starts) => {
      const steps = await TableModel.prototype.stepAll.call(model, starts);
      return steps.map((step) => ({ ...step, logProbabilities: step.logProbabilities.fill(Number.NaN) }));
    };
    await assert.rejects(search(model, { width: 2, lengthPenalty: 1 }), /no probabilities/u);
  });
});
