import { noProbabilities } from './candidates';

/**
 * The output layer as a bundle stores it: V tokens, e features.
 *
 *     logit_j = scale_j (q_j . p) + bias_j    for features p [e] and integers q_j [e] from -127 to 127
 */
export interface Vocabulary {
  readonly tokens: number;
  readonly features: number;
  /** q `[V, e]` */
  readonly integers: Int8Array;
  /** `[V]` */
  readonly scales: Float32Array;
  /** `[V]` */
  readonly biases: Float32Array;
}

/** Tokens of a block: more make fewer bounds to look at, and more logits to compute for each that is opened. */
export const blockSize = 8;

/** Block b has the tokens b, b + blocks, b + 2 blocks, and so on. */
export function blocksOf({ tokens }: Vocabulary): number {
  return Math.ceil(tokens / blockSize);
}

/** Features are rounded to this many steps on either side of 0. */
const steps = 63;
/** What stands for 0, so that rounded features are 1 to 127. */
export const zero = steps + 1;

/** Features of n sentences in steps, and how far that is from what they were. */
export interface RoundedFeatures {
  /** `[n, e]`, `zero` included */
  readonly rounded: Int32Array;
  readonly step: number;
  /** Euclidean length of what was rounded away, of each sentence. */
  readonly errors: readonly number[];
}

/**
 * Rounds features, for products of integers: 1 to 127, in seven bits, because on processors without VNNI
 * ONNX Runtime adds two products of bytes in 16 bits, and 2 x 127 x 127 fits.
 *
 * @param features `[e]` of each sentence
 * @throws RangeError if a feature is not a number
 */
export function roundFeatures(features: readonly Float32Array[]): RoundedFeatures {
  let largest = 0;
  for (const row of features) for (const value of row) largest = Math.max(largest, Math.abs(value));
  if (!Number.isFinite(largest)) throw noProbabilities();
  const step = largest === 0 ? 1 : Math.fround(largest / steps);
  const width = features[0]?.length ?? 0;
  const rounded = new Int32Array(features.length * width);
  const errors = features.map((row, sentence) => {
    const start = sentence * width;
    let squares = 0;
    for (let i = 0; i < row.length; i++) {
      const value = row[i] ?? 0;
      // Half up, as Math.round, but many times as fast: the conversion cuts off, and what it is given is positive.
      const whole = ((value / step + (zero + 0.5)) | 0) - zero;
      rounded[start + i] = whole + zero;
      squares += (value - whole * step) ** 2;
    }
    return Math.sqrt(squares);
  });
  return { rounded, step, errors };
}

/** What single precision may add to a rounded logit, in parts of its size: some operations on numbers of 24 bits. */
const slack = 2 ** -20;

/**
 * Finds the token with the largest logit without computing them all: exactly, by branch and bound.
 *
 * Rounded features give a rounded logit, of which only the largest of each block is known. By Cauchy and Schwarz a
 * logit is at most |rounding error| x |row of the output layer| above its rounded one. So blocks whose bound is below
 * a logit that is known cannot hold the largest, and are not opened; in those that are left, logits are computed.
 */
export class LikeliestToken {
  /** Length of the longest row of each block. */
  private readonly lengths: Float64Array;
  /** Of all blocks. */
  private readonly longest: number;

  constructor(private readonly vocabulary: Vocabulary) {
    const { tokens, features, integers, scales } = vocabulary;
    this.lengths = new Float64Array(blocksOf(vocabulary));
    for (let token = 0; token < tokens; token++) {
      let squares = 0;
      for (let i = token * features; i < (token + 1) * features; i++) squares += (integers[i] ?? 0) ** 2;
      const block = token % this.lengths.length;
      const length = Math.sqrt(squares) * Math.abs(scales[token] ?? 0);
      this.lengths[block] = Math.max(this.lengths[block] ?? 0, length);
    }
    this.longest = this.lengths.reduce((most, length) => Math.max(most, length), 0);
  }

  /** The logit of a token, in double precision. */
  logit(token: number, features: Float32Array): number {
    const { features: count, integers, scales, biases } = this.vocabulary;
    const start = token * count;
    let [a, b] = [0, 0];
    for (let i = 0; i + 1 < count; i += 2) {
      a += integers[start + i]! * features[i]!;
      b += integers[start + i + 1]! * features[i + 1]!;
    }
    if (count % 2 === 1) a += integers[start + count - 1]! * features[count - 1]!;
    return scales[token]! * (a + b) + biases[token]!;
  }

  /**
   * @param maxima the largest rounded logit of each block
   * @param error of the rounded features
   * @throws RangeError if no token is left, or a logit is not a number
   */
  find(maxima: Float32Array, features: Float32Array, error: number, banned: ReadonlySet<number>): number {
    let first = 0;
    for (let block = 1; block < maxima.length; block++) if (maxima[block]! > maxima[first]!) first = block;
    const best = { token: -1, logit: -Infinity };
    this.open(first, features, banned, best);
    // One comparison for nearly all blocks: the bound rises with the rounded logit.
    const needed = best.logit - error * this.longest;
    const least = needed - 2 * slack * Math.abs(needed);
    for (let block = 0; block < maxima.length; block++) {
      const rounded = maxima[block]!;
      if (rounded < least || block === first) continue;
      const bound = rounded + slack * Math.abs(rounded) + error * this.lengths[block]!;
      // What is not a number is opened, and found to be none.
      if (!(bound < best.logit)) this.open(block, features, banned, best);
    }
    if (best.token < 0) throw noProbabilities();
    return best.token;
  }

  /** Computes the logits of a block; of equal ones the first token's counts. */
  private open(
    block: number,
    features: Float32Array,
    banned: ReadonlySet<number>,
    best: { token: number; logit: number },
  ): void {
    for (let token = block; token < this.vocabulary.tokens; token += this.lengths.length) {
      if (banned.has(token)) continue;
      const logit = this.logit(token, features);
      if (logit > best.logit || (logit === best.logit && token < best.token))
        [best.token, best.logit] = [token, logit];
    }
  }
}
