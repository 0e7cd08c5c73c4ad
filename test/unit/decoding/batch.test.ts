import assert from 'node:assert/strict';
import { decodeGreedily, type BatchSentence, type Room } from '../../../src/decoding/batch';
import type { GreedyModel, GreedyStart, GreedyStep } from '../../../src/decoding/greedy';
import type { BatchingModel, StepStart } from '../../../src/decoding/model';
import { CopyingModel } from '../../support/fakeModel';
import { greedily, type AttendedSource } from '../../support/greedily';

/** It copies its source, whose last token is 2, the end. */
class CopyingBatch extends CopyingModel implements BatchingModel {
  encodeAll(sources: readonly (readonly number[])[]) {
    return Promise.all(sources.map((source) => this.encode(source)));
  }

  stepAll(starts: readonly StepStart[]) {
    return Promise.all(starts.map((row) => this.step(row.source, row.state, row.previous, row.attend)));
  }
}

/** Greedy steps of a copying model, which knows what was asked of it. */
class Watched implements GreedyModel<AttendedSource> {
  readonly beginToken = 1;
  readonly endToken = 2;
  readonly maxTargetLength: number;
  /** The sources that were encoded together. */
  readonly encoded: number[][][] = [];
  /** How many rows each step had. */
  readonly rows: number[] = [];
  /** In which rows of each step a token was to be chosen. */
  readonly choices: boolean[][] = [];
  private readonly greedy: GreedyModel<AttendedSource>;

  constructor(model = new CopyingBatch(), attendTo = none) {
    this.maxTargetLength = model.maxTargetLength;
    this.greedy = greedily(model, attendTo);
  }

  encodeAll(sources: readonly (readonly number[])[]): Promise<AttendedSource[]> {
    this.encoded.push(sources.map((source) => [...source]));
    return this.greedy.encodeAll(sources);
  }

  advanceAll(starts: readonly GreedyStart<AttendedSource>[]): Promise<GreedyStep[]> {
    this.rows.push(starts.length);
    this.choices.push(starts.map(({ banned }) => banned !== null));
    return this.greedy.advanceAll(starts);
  }
}

const none = () => () => null;

async function decoded(model: GreedyModel<AttendedSource>, sentences: readonly BatchSentence[], room?: Room) {
  return (await decodeGreedily(model, sentences, false, room)).map(({ tokens }) => tokens);
}

/** A source of so many tokens, the end included. */
function sourceOf(length: number): number[] {
  return [...Array.from({ length: length - 1 }, (_, i) => 3 + (i % 9)), 2];
}

describe('decoding of a batch', () => {
  it('gives each sentence its own tokens, and lets it leave when it is finished', async () => {
    const model = new Watched();
    const sources = [[5, 2], [3, 4, 5, 6, 2], [2], [7, 8, 2]];
    const sentences = sources.map((source) => ({ source }));
    assert.deepEqual(await decoded(model, sentences), sources);
    assert.deepEqual(model.rows, [4, 3, 2, 1, 1]);
  });

  it('gives the place of one that is finished to the next, the longest first', async () => {
    const model = new Watched();
    const sources = [2, 6, 3, 4, 2].map(sourceOf);
    const sentences = sources.map((source) => ({ source }));
    assert.deepEqual(await decoded(model, sentences, { sentences: 2, sourceTokens: Infinity }), sources);
    // 6 beside 4, then beside the first two steps of 3; its last one beside 2, and 2 again.
    assert.deepEqual(model.rows, [2, 2, 2, 2, 2, 2, 2, 2, 1]);
    assert.deepEqual(
      model.encoded.map((group) => group.map(({ length }) => length)),
      [[6, 4], [3, 2], [2]],
    );
  });

  it('decodes no more source tokens at once than there is room for, but one sentence in any case', async () => {
    const model = new Watched();
    const sources = [9, 3, 3, 2].map(sourceOf);
    const sentences = sources.map((source) => ({ source }));
    assert.deepEqual(await decoded(model, sentences, { sentences: 8, sourceTokens: 6 }), sources);
    // The longest alone; then two of 3; then the last.
    assert.deepEqual(model.rows, [...Array<number>(9).fill(1), 2, 2, 2, 1, 1]);
  });

  it('produces nothing of nothing', async () => {
    assert.deepEqual(await decoded(new Watched(), []), []);
    assert.deepEqual(await decoded(new Watched(), [{ source: [4, 2], target: [] }]), [[]]);
  });

  it('stops at the longest target', async () => {
    const sentences = [{ source: [4, 5, 6, 7, 2] }, { source: [4, 2] }];
    assert.deepEqual(await decoded(new Watched(new CopyingBatch(3)), sentences), [
      [4, 5, 6],
      [4, 2],
    ]);
  });

  it('produces what is forced, whatever the model prefers, and not a token more', async () => {
    const model = new Watched();
    const sentences = [{ source: [4, 5, 2], target: [9, 2, 9, 2] }, { source: [4, 5, 2] }];
    assert.deepEqual(await decoded(model, sentences), [
      [9, 2, 9, 2],
      [4, 5, 2],
    ]);
    // No choice is asked for where it is known what comes.
    assert.deepEqual(model.choices, [[false, true], [false, true], [false, true], [false]]);
  });

  it('produces the next best where the best is banned', async () => {
    const rules = { bannedAfter: () => new Set([5]) };
    const sentences = [{ source: [4, 5, 2], rules }, { source: [4, 5, 2] }];
    assert.deepEqual(await decoded(new Watched(), sentences), [
      [4, 6, 2],
      [4, 5, 2],
    ]);
  });

  it('keeps weights only where they are asked for', async () => {
    const attention = {
      energies: Float32Array.of(0, 0),
      weights: Float32Array.of(0.5, 0.5),
      context: Float32Array.of(0, 0),
    };
    for (const keep of [true, false]) {
      const model = greedily(new CopyingBatch(), () => () => attention);
      const [row] = await decodeGreedily(model, [{ source: [4, 2] }], keep);
      assert.deepEqual(row?.weights, keep ? [attention.weights, attention.weights] : []);
    }
  });

  it('does not invent a token where a model computed no probabilities', async () => {
    const model = new CopyingBatch();
    model.stepAll = async (starts) => {
      const steps = await CopyingBatch.prototype.stepAll.call(model, starts);
      return steps.map((step) => ({ ...step, logProbabilities: step.logProbabilities.fill(NaN) }));
    };
    await assert.rejects(decoded(new Watched(model), [{ source: [4, 2] }]), /no probabilities/);
  });
});
