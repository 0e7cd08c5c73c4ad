import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  blockSize,
  blocksOf,
  LikeliestToken,
  roundFeatures,
  zero,
  type Vocabulary,
} from '../../../src/decoding/likeliestToken';
import { seeded } from '../../support/properties';

/** An output layer and features, made from numbers between 0 and 1. */
const layers = fc
  .record({
    tokens: fc.integer({ min: 1, max: 60 }),
    features: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  })
  .map(({ tokens, features, seed }) => {
    let state = seed;
    const draw = () => (state = (state * 48271) % (2 ** 31 - 1)) / (2 ** 31 - 1);
    const vocabulary: Vocabulary = {
      tokens,
      features,
      integers: Int8Array.from({ length: tokens * features }, () => Math.round(draw() * 254 - 127)),
      scales: Float32Array.from({ length: tokens }, () => draw() / 50),
      biases: Float32Array.from({ length: tokens }, () => draw() - 0.5),
    };
    return { vocabulary, features: Float32Array.from({ length: features }, () => draw() * 8 - 4) };
  });

/** What the graph computes, in double precision. */
function maximaOf(
  { tokens, features, integers, scales, biases }: Vocabulary,
  rounded: Int32Array,
  step: number,
) {
  const blocks = Math.ceil(tokens / blockSize);
  const maxima = new Float32Array(blocks).fill(-Infinity);
  for (let token = 0; token < tokens; token++) {
    let sum = 0;
    for (let i = 0; i < features; i++) sum += integers[token * features + i]! * (rounded[i]! - zero);
    maxima[token % blocks] = Math.max(maxima[token % blocks]!, sum * scales[token]! * step + biases[token]!);
  }
  return maxima;
}

function found(vocabulary: Vocabulary, features: Float32Array, banned: ReadonlySet<number>): number {
  const { rounded, step, errors } = roundFeatures([features]);
  return new LikeliestToken(vocabulary).find(
    maximaOf(vocabulary, rounded, step),
    features,
    errors[0]!,
    banned,
  );
}

/** The largest logit of all, looked for one by one. */
function expected(
  { tokens, features: count, integers, scales, biases }: Vocabulary,
  features: Float32Array,
  banned: ReadonlySet<number>,
) {
  const logits = Array.from({ length: tokens }, (_, token) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += integers[token * count + i]! * features[i]!;
    return banned.has(token) ? -Infinity : sum * scales[token]! + biases[token]!;
  });
  return { logits, largest: Math.max(...logits) };
}

describe('the likeliest token', () => {
  it('is the one with the largest logit, whatever the output layer', () => {
    fc.assert(
      fc.property(layers, fc.array(fc.nat(59), { maxLength: 30 }), ({ vocabulary, features }, without) => {
        const banned = new Set(without);
        const { logits, largest } = expected(vocabulary, features, banned);
        fc.pre(largest > -Infinity);
        const token = found(vocabulary, features, banned);
        assert.ok(!banned.has(token));
        assert.ok(Math.abs(logits[token]! - largest) < 1e-9, `${logits[token]!} is not ${largest}`);
      }),
      seeded,
    );
  });

  it('is the first of equal ones, also of different blocks', () => {
    const tokens = 3 * blockSize;
    const vocabulary: Vocabulary = {
      ...{ tokens, features: 2, integers: new Int8Array(2 * tokens).fill(5) },
      ...{ scales: new Float32Array(tokens).fill(0.1), biases: new Float32Array(tokens) },
    };
    assert.equal(found(vocabulary, Float32Array.of(1, 2), new Set()), 0);
    assert.equal(found(vocabulary, Float32Array.of(1, 2), new Set([0, 1])), 2);
    assert.equal(blocksOf(vocabulary), 3);
  });

  it('is none where all are banned, or features are no numbers', () => {
    const vocabulary: Vocabulary = {
      ...{ tokens: 2, features: 1, integers: Int8Array.of(1, 2) },
      ...{ scales: Float32Array.of(1, 1), biases: Float32Array.of(0, 0) },
    };
    assert.throws(() => found(vocabulary, Float32Array.of(1), new Set([0, 1])), /no probabilities/);
    assert.throws(() => found(vocabulary, Float32Array.of(NaN), new Set()), /no probabilities/);
    assert.throws(() => found(vocabulary, Float32Array.of(Infinity), new Set()), /no probabilities/);
  });
});

describe('rounded features', () => {
  it('are seven bits, and as far from what they were as they say, each sentence by itself', () => {
    fc.assert(
      fc.property(layers, fc.double({ min: 0, max: 1, noNaN: true }), ({ features }, part) => {
        const both = [features, features.map((value) => value * part)];
        const { rounded, step, errors } = roundFeatures(both);
        assert.ok(rounded.every((value) => value >= 1 && value <= 127));
        both.forEach((row, sentence) => {
          const own = rounded.subarray(sentence * row.length, (sentence + 1) * row.length);
          const squares = row.reduce((sum, value, i) => sum + (value - (own[i]! - zero) * step) ** 2, 0);
          assert.ok(Math.abs(Math.sqrt(squares) - errors[sentence]!) < 1e-9);
          assert.ok(errors[sentence]! <= (step / 2) * Math.sqrt(row.length) * (1 + 1e-5));
        });
      }),
      seeded,
    );
  });
});
