import { noProbabilities } from '../decoding/candidates';

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

/** Features `[e]` in steps, and how far that is from what they were. */
export interface RoundedFeatures {
  readonly step: number;
  /** Euclidean length of what was rounded away. */
  readonly error: number;
}

/**
 * Rounds features, for products of integers: 1 to 127, in seven bits, because on processors without VNNI
 * ONNX Runtime adds two products of bytes in 16 bits, and 2 x 127 x 127 fits.
 *
 * @param rounded where they go, `zero` included
 * @throws RangeError if a feature is not a number
 */
export function roundFeatures(features: Float32Array, rounded: Int32Array): RoundedFeatures {
  let largest = 0;
  for (const value of features) largest = Math.max(largest, Math.abs(value));
  if (!Number.isFinite(largest)) throw noProbabilities();
  const step = largest === 0 ? 1 : Math.fround(largest / steps);
  let squares = 0;
  for (let i = 0; i < features.length; i++) {
    const value = features[i] ?? 0;
    const whole = Math.round(value / step);
    rounded[i] = whole + zero;
    squares += (value - whole * step) ** 2;
  }
  return { step, error: Math.sqrt(squares) };
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
  }

  /** The logit of a token, in double precision. */
  logit(token: number, features: Float32Array): number {
    const { features: count, integers, scales, biases } = this.vocabulary;
    const start = token * count;
    let [a, b] = [0, 0];
    for (let i = 0; i < count; i += 2) {
      a += (integers[start + i] ?? 0) * (features[i] ?? 0);
      b += i + 1 < count ? (integers[start + i + 1] ?? 0) * (features[i + 1] ?? 0) : 0;
    }
    return (scales[token] ?? 0) * (a + b) + (biases[token] ?? 0);
  }

  /**
   * @param maxima the largest rounded logit of each block
   * @param error of the rounded features
   * @throws RangeError if no token is left, or a logit is not a number
   */
  find(maxima: Float32Array, features: Float32Array, error: number, banned: ReadonlySet<number>): number {
    const { lengths } = this;
    const bound = (block: number): number => {
      const rounded = maxima[block] ?? NaN;
      return rounded + slack * Math.abs(rounded) + error * (lengths[block] ?? 0);
    };
    let first = 0;
    let highest = -Infinity;
    for (let block = 0; block < lengths.length; block++) {
      const here = bound(block);
      if (here > highest) [first, highest] = [block, here];
    }
    const best = { token: -1, logit: -Infinity };
    this.open(first, features, banned, best);
    for (let block = 0; block < lengths.length; block++) {
      if (block !== first && bound(block) >= best.logit) this.open(block, features, banned, best);
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
