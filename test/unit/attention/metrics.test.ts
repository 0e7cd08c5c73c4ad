import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entropy, ranks, uniformEntropy } from '../../../src/attention/metrics';
import { softmax } from '../../../src/attention/softmax';
import { floats, seeded } from '../../support/properties';

describe('entropy', () => {
  it('is 0 for certainty and 1 bit for a fair coin', () => {
    assert.equal(entropy([0, 1, 0]), 0);
    assert.equal(entropy([0.5, 0.5]), 1);
  });

  it('is largest, log2 of the length, for equal weights', () => {
    assert.equal(entropy([0.25, 0.25, 0.25, 0.25]), uniformEntropy(4));
    fc.assert(
      fc.property(floats(7), (energies) => {
        const bits = entropy(softmax(energies));
        assert.ok(bits >= 0 && bits <= uniformEntropy(7) + 1e-6);
      }),
      seeded,
    );
  });

  it('of no positions is 0', () => {
    assert.equal(uniformEntropy(0), 0);
  });
});

describe('ranks', () => {
  it('counts from 1, the largest first, and lets equals share', () => {
    assert.deepEqual(ranks([0.1, 0.6, 0.1, 0.2]), [3, 1, 3, 2]);
  });

  it('is one more than the number of larger values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), (values) => {
        ranks(values).forEach((rank, i) => {
          assert.equal(rank, 1 + values.filter((value) => value > values[i]!).length);
        });
      }),
      seeded,
    );
  });
});
