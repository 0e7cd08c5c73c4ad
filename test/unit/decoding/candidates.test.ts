import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestCandidates } from '../../../src/decoding/candidates';
import { seeded } from '../../support/properties';

describe('the best candidates', () => {
  it('are the head of the sorted vocabulary, equal ones by id', () => {
    const few = fc.array(fc.integer({ min: -4, max: 0 }), { maxLength: 40 });
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 12 }), (values, count) => {
        const expected = values
          .map((logProbability, token) => ({ token, logProbability }))
          .sort((a, b) => b.logProbability - a.logProbability || a.token - b.token)
          .slice(0, count);
        assert.deepEqual(bestCandidates(Float32Array.from(values), count), expected);
      }),
      seeded,
    );
  });
});
