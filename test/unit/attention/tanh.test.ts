import assert from 'node:assert/strict';
import { tanh } from '../../../src/attention/tanh';

describe('tanh', () => {
  it('is within 1e-8 of the exact one, everywhere', () => {
    for (let x = -15; x <= 15; x += 1 / 1024) {
      assert.ok(Math.abs(tanh(x) - Math.tanh(x)) < 1e-8, `at ${x}`);
    }
  });

  it('is odd, and saturates for whatever size', () => {
    assert.equal(tanh(0), 0);
    assert.equal(tanh(-0.75), -tanh(0.75));
    for (const x of [20, 1e10, Number.MAX_VALUE, Infinity]) assert.ok(Math.abs(tanh(x) - 1) < 1e-8);
  });

  it('passes on what is not a number, so that the softmax refuses it', () => {
    assert.ok(Number.isNaN(tanh(Number.NaN)));
  });
});
