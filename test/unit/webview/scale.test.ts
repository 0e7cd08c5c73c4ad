import assert from 'node:assert/strict';
import { contrast, makeScale, type Rgb } from '../../../webview/heatmap/scale';

const black: Rgb = [0, 0, 0];
const ends = { low: [31, 31, 31], middle: [60, 130, 220], high: [140, 190, 255] } as const;
const scale = makeScale(ends, [
  [204, 204, 204],
  [31, 31, 31],
]);

const parse = (color: string): Rgb => color.match(/\d+/g)?.map(Number) as unknown as Rgb;

describe('scale of weights', () => {
  it('begins and ends with the given colours', () => {
    assert.deepEqual(parse(scale.shade(0)), [31, 31, 31]);
    assert.deepEqual(parse(scale.shade(1)), [140, 190, 255]);
  });

  it('gives more light to every larger weight', () => {
    let before = 0;
    for (let weight = 0; weight <= 1.001; weight += 0.05) {
      const light = contrast(parse(scale.shade(weight)), black);
      assert.ok(light > before, `at ${weight}`);
      before = light;
    }
  });

  it('is the same shade for the same weight, and stays within its ends', () => {
    assert.equal(scale.shade(0.4), scale.shade(0.4));
    assert.equal(scale.shade(-3), scale.shade(0));
    assert.equal(scale.shade(7), scale.shade(1));
  });

  it('writes in the ink that can be read on the shade', () => {
    for (let weight = 0; weight <= 1; weight += 0.01) {
      assert.ok(contrast(parse(scale.ink(weight)), parse(scale.shade(weight))) >= 4.5, `at ${weight}`);
    }
  });
});
