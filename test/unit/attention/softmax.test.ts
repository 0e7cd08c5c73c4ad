import assert from 'node:assert/strict';
import fc from 'fast-check';
import { masked, softmax } from '../../../src/attention/softmax';
import { floats, seeded } from '../../support/properties';

describe('softmax', () => {
  it('does not overflow: a difference of 20,000 is certainty', () => {
    assert.deepEqual(Array.from(softmax(Float32Array.of(1e4, -1e4))), [1, 0]);
  });

  it('equal energies share equally', () => {
    assert.deepEqual(Array.from(softmax(Float32Array.of(5, 5, 5, 5))), [0.25, 0.25, 0.25, 0.25]);
  });

  it('a masked position gets exactly nothing', () => {
    const weights = softmax(masked(Float32Array.of(9, 1, 1), [false, true, true]));
    assert.deepEqual(Array.from(weights), [0, 0.5, 0.5]);
  });

  it('adding a number to every energy changes nothing', () => {
    fc.assert(
      fc.property(floats(6), fc.integer({ min: -50, max: 50 }), (energies, shift) => {
        const moved = softmax(energies.map((e) => e + shift));
        softmax(energies).forEach((weight, i) => {
          assert.ok(Math.abs(weight - moved[i]!) < 1e-4);
        });
      }),
      seeded,
    );
  });

  it('keeps the order of the energies', () => {
    fc.assert(
      fc.property(floats(6), (energies) => {
        const weights = softmax(energies);
        energies.forEach((a, i) => {
          energies.forEach((b, j) => {
            if (a > b) assert.ok(weights[i]! >= weights[j]!);
          });
        });
      }),
      seeded,
    );
  });

  const impossible: [string, Float32Array][] = [
    ['nothing', new Float32Array(0)],
    ['only masked energies', Float32Array.of(-Infinity, -Infinity)],
    ['an energy that is not a number', Float32Array.of(1, Number.NaN)],
    ['an infinite energy', Float32Array.of(1, Infinity)],
  ];
  for (const [what, energies] of impossible) {
    it(`refuses ${what}`, () => {
      assert.throws(() => softmax(energies), RangeError);
    });
  }
});
