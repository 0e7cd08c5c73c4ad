import assert from 'node:assert/strict';
import type { BatchingModel, StepStart } from '../../../src/decoding/model';
import { decodeTogether } from '../../../src/decoding/batch';
import { CopyingModel } from '../../support/fakeModel';

/** It copies its source, whose last token is 2, the end; and says how many rows each step had. */
class CopyingBatch extends CopyingModel implements BatchingModel {
  readonly rowsOfSteps: number[] = [];

  encodeAll(sources: readonly (readonly number[])[]) {
    return Promise.all(sources.map((source) => this.encode(source)));
  }

  readonly readings: boolean[] = [];

  async stepAll(starts: readonly StepStart[], reads: boolean) {
    this.rowsOfSteps.push(starts.length);
    this.readings.push(reads);
    const steps = await Promise.all(
      starts.map((row) => this.step(row.source, row.state, row.previous, row.attend)),
    );
    return reads ? steps : steps.map((step) => ({ ...step, logProbabilities: new Float32Array() }));
  }
}

const attendTo = () => () => null;

describe('decoding of a batch', () => {
  it('gives each sentence its own tokens, and lets it leave when it is finished', async () => {
    const model = new CopyingBatch();
    const sources = [[5, 2], [3, 4, 5, 6, 2], [2], [7, 8, 2]];
    const produced = await decodeTogether(
      model,
      sources.map((source) => ({ source })),
      attendTo,
      false,
    );
    assert.deepEqual(
      produced.map(({ tokens }) => tokens),
      sources,
    );
    assert.deepEqual(model.rowsOfSteps, [4, 3, 2, 1, 1]);
  });

  it('stops at the longest target', async () => {
    const model = new CopyingBatch(3);
    const [cut, whole] = await decodeTogether(
      model,
      [{ source: [4, 5, 6, 7, 2] }, { source: [4, 2] }],
      attendTo,
      false,
    );
    assert.deepEqual(
      [cut?.tokens, whole?.tokens],
      [
        [4, 5, 6],
        [4, 2],
      ],
    );
  });

  it('produces what is forced, whatever the model prefers, and not a token more', async () => {
    const [forced, free] = await decodeTogether(
      new CopyingBatch(),
      [{ source: [4, 5, 2], target: [9, 2, 9, 2] }, { source: [4, 5, 2] }],
      attendTo,
      false,
    );
    assert.deepEqual(
      [forced?.tokens, free?.tokens],
      [
        [9, 2, 9, 2],
        [4, 5, 2],
      ],
    );
  });

  it('does not ask for probabilities that nobody looks at', async () => {
    const model = new CopyingBatch();
    await decodeTogether(
      model,
      [{ source: [4, 5, 2], target: [9, 9, 2] }, { source: [4, 2] }],
      attendTo,
      false,
    );
    assert.deepEqual(model.readings, [true, true, false]);
  });

  it('produces the next best where the best is banned', async () => {
    const rules = { bannedAfter: () => new Set([5]) };
    const [without, withIt] = await decodeTogether(
      new CopyingBatch(),
      [{ source: [4, 5, 2], rules }, { source: [4, 5, 2] }],
      attendTo,
      false,
    );
    assert.deepEqual(
      [without?.tokens, withIt?.tokens],
      [
        [4, 6, 2],
        [4, 5, 2],
      ],
    );
  });

  it('keeps weights only where they are asked for', async () => {
    const attention = {
      energies: Float32Array.of(0, 0),
      weights: Float32Array.of(0.5, 0.5),
      context: Float32Array.of(0, 0),
    };
    for (const keep of [true, false]) {
      const [row] = await decodeTogether(
        new CopyingBatch(),
        [{ source: [4, 2] }],
        () => () => attention,
        keep,
      );
      assert.deepEqual(row?.weights, keep ? [attention.weights, attention.weights] : []);
    }
  });

  it('does not invent a token where a model computed no probabilities', async () => {
    const model = new CopyingBatch();
    model.stepAll = async (starts) => {
      const steps = await CopyingBatch.prototype.stepAll.call(model, starts, true);
      return steps.map((step) => ({ ...step, logProbabilities: step.logProbabilities.fill(NaN) }));
    };
    await assert.rejects(decodeTogether(model, [{ source: [4, 2] }], attendTo, false), /no probabilities/);
  });
});
