/** A part of a token that belongs to a word; the shares of a token add up to 1. */
export interface Share {
  readonly word: number;
  readonly share: number;
}

/** For each token the words that it belongs to: one in most cases, none for the end of the sentence. */
export type TokenOwners = readonly (readonly Share[])[];

/** Which token a row of weights belongs to: the one that its step produced, or the one before that. */
export const rowConventions = ['same', 'previous'] as const;
export type RowConvention = (typeof rowConventions)[number];

/** A side of a sentence pair: how many words it has, and which of them its tokens belong to. */
export interface WordsOfTokens {
  readonly words: number;
  readonly owners: TokenOwners;
}

/** Weights between words. */
export interface WordWeights {
  /** `[target words][source words]`: a row is null for a word that has no token. */
  readonly rows: readonly (readonly number[] | null)[];
  /** What each target word gave to tokens that belong to no word: the end of the source. */
  readonly rest: readonly number[];
}

/**
 * Weights of tokens as weights of words: the sum over the tokens of a source word, which share its attention, and
 * the mean over the tokens of a target word, each of which has a whole row to give.
 *
 * @param weights `[target tokens][source tokens]`
 */
export function wordWeights(
  weights: readonly Float32Array[],
  source: WordsOfTokens,
  target: WordsOfTokens,
  convention: RowConvention,
): WordWeights {
  const shift = convention === 'previous' ? 1 : 0;
  const counts = new Array<number>(target.words).fill(0);
  const sums = Array.from({ length: target.words }, () => new Float64Array(source.words + 1));
  target.owners.forEach((owners, t) => {
    const row = weights[t + shift];
    if (row === undefined) return;
    const columns = sourceColumns(row, source);
    for (const { word } of owners) {
      counts[word] = (counts[word] ?? 0) + 1;
      columns.forEach((weight, i) => (sums[word]![i]! += weight));
    }
  });
  const means = sums.map((sum, word) => Array.from(sum, (weight) => weight / Math.max(1, counts[word]!)));
  return {
    rows: means.map((mean, word) => (counts[word] === 0 ? null : mean.slice(0, -1))),
    rest: means.map((mean) => mean[source.words]!),
  };
}

/** One row summed to words; last what belongs to none. */
function sourceColumns(row: Float32Array, source: WordsOfTokens): Float64Array {
  const columns = new Float64Array(source.words + 1);
  row.forEach((weight, i) => {
    const owners = source.owners[i] ?? [];
    if (owners.length === 0) columns[source.words]! += weight;
    for (const { word, share } of owners) columns[word]! += weight * share;
  });
  return columns;
}

/** A link from a source word to a target word. */
export interface Link {
  readonly source: number;
  readonly target: number;
}

/** One link for each target word, from the source word with the largest weight; the first of equal ones. */
export function strongestLinks(rows: WordWeights['rows']): Link[] {
  return rows.flatMap((row, target) => {
    if (row === null || row.length === 0) return [];
    const source = row.reduce((best, weight, i) => (weight > row[best]! ? i : best), 0);
    return [{ source, target }];
  });
}
