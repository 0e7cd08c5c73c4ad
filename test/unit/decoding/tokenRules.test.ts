import assert from 'node:assert/strict';
import { attendWith } from '../../../src/decoding/attending';
import { bestCandidates } from '../../../src/decoding/candidates';
import { DecodingSession } from '../../../src/decoding/session';
import { anyToken, eachOnce, mostTurns, withoutEndlessCycles } from '../../../src/decoding/tokenRules';
import { CopyingModel } from '../../support/fakeModel';

const sorted = (ids: ReadonlySet<number>) => [...ids].sort((a, b) => a - b);

describe('rules for the next token', () => {
  const controlled = new Set([5, 6, 7, 8, 9, 10]);
  /** 5 and 6 are one thing, 7 opens what 8 closes; 9 and 10 are not in the source. */
  const rules = eachOnce(controlled, [{ ids: [5, 6] }, { ids: [7] }, { ids: [8], after: [7] }]);

  it('ban what the source lacks, and what closes before it was opened', () => {
    assert.deepEqual(sorted(rules.bannedAfter([])), [8, 9, 10]);
    assert.deepEqual(sorted(rules.bannedAfter([3, 7])), [7, 9, 10]);
  });

  it('ban what was produced, however it was spelled', () => {
    assert.deepEqual(sorted(rules.bannedAfter([6, 7, 8])), [5, 6, 7, 8, 9, 10]);
  });

  it('say of each branch what holds for it: nothing is remembered', () => {
    rules.bannedAfter([5, 7]);
    assert.deepEqual(sorted(rules.bannedAfter([])), [8, 9, 10]);
  });

  it('ban nothing where nothing is controlled', () => {
    assert.equal(eachOnce(new Set(), []), anyToken);
    assert.equal(anyToken.bannedAfter([1, 2]).size, 0);
    assert.deepEqual(sorted(eachOnce(new Set([4]), []).bannedAfter([])), [4]);
  });
});

describe('turns', () => {
  it('count how often the same is said in a row, of one token or of several', () => {
    assert.equal(mostTurns([]), 1);
    assert.equal(mostTurns([4, 5, 4, 6]), 1);
    assert.equal(mostTurns([9, 4, 4, 4, 4, 2]), 4);
    assert.equal(mostTurns([9, 4, 5, 6, 4, 5, 6, 4, 2]), 2);
  });

  it('are those of the shortest row that goes round', () => {
    assert.equal(mostTurns([4, 5, 4, 5, 4, 5, 4, 5]), 4);
  });

  it('end where a row is longer than any that is looked for', () => {
    const row = Array.from({ length: 17 }, (_, i) => i);
    assert.equal(mostTurns([...row, ...row]), 1);
    assert.equal(mostTurns([...row.slice(1), ...row.slice(1)]), 2);
  });
});

describe('a translation that goes round', () => {
  const controlled = new Set([50]);
  const rules = withoutEndlessCycles(eachOnce(controlled, []), 3);

  it('does not begin what it said three times in a row once more', () => {
    assert.deepEqual(sorted(rules.bannedAfter([7, 4, 4, 4])), [4, 50]);
    assert.deepEqual(sorted(rules.bannedAfter([7, 4, 5, 4, 5, 4, 5])), [4, 50]);
  });

  it('may say it twice, or three times with something between', () => {
    assert.equal(rules.bannedAfter([4, 4]), controlled);
    assert.equal(rules.bannedAfter([4, 4, 5, 4]), controlled);
    assert.equal(rules.bannedAfter([4, 5, 4, 5, 4]), controlled);
  });

  it('may say it as often as its source', async () => {
    const model = new CopyingModel();
    const copy = async (most: number) => {
      const source = await model.encode([5, 5, 5, 5, 2]);
      const rules = withoutEndlessCycles(anyToken, most);
      return (await DecodingSession.start(model, attendWith('dot', {}, source), source, rules).toEnd())
        .tokens;
    };
    assert.deepEqual(await copy(mostTurns([5, 5, 5, 5, 2])), [5, 5, 5, 5, 2]);
    // The next best of the copying model is the token after the copied one.
    assert.deepEqual(await copy(3), [5, 5, 5, 6, 2]);
  });
});

describe('banned tokens', () => {
  it('are no candidates, and leave the others their probabilities', () => {
    const values = Float32Array.of(-1, -3, -2, -4);
    assert.deepEqual(bestCandidates(values, 2, new Set([0])), [
      { token: 2, logProbability: -2 },
      { token: 1, logProbability: -3 },
    ]);
  });

  it('are not decoded, step by step, but may be chosen by a person', async () => {
    const model = new CopyingModel();
    const source = await model.encode([5, 5, 9, 2]);
    const start = DecodingSession.start(
      model,
      attendWith('dot', {}, source),
      source,
      eachOnce(new Set([5, 9]), [{ ids: [5] }]),
    );
    const end = await start.toEnd();
    // The model would copy 5, 5, 9; the next best of each is the token after it.
    assert.deepEqual(end.tokens, [5, 6, 10, 2]);
    const [first, second] = end.steps;
    assert.equal(first!.candidates[0]!.token, 5);
    assert.ok(second!.candidates.every(({ token }) => token !== 5 && token !== 9));
    assert.equal(second!.logProbability, second!.model.logProbabilities[6]);
    const forced = await (await start.choose(9)).forward();
    assert.deepEqual(forced.tokens, [9, 5]);
  });
});
