import { tokenize13a } from './tokenize13a';

/** The longest n-grams that are counted. */
const longest = 4;

/** BLEU of a set of translations, and what it is made of. Numbers by n-gram are of n = 1, 2, 3, 4. */
export interface Bleu {
  /** 0 to 100. */
  readonly score: number;
  /** In percent, smoothed. */
  readonly precisions: readonly number[];
  /** n-grams of the translations that are in a reference, each at most as often as there. */
  readonly counts: readonly number[];
  /** n-grams of the translations. */
  readonly totals: readonly number[];
  readonly brevityPenalty: number;
  /** In tokens, of all translations together. */
  readonly hypothesisLength: number;
  /** In tokens: of each sentence the reference whose length is nearest, the shorter of two. */
  readonly referenceLength: number;
}

/** How BLEU was computed, in sacreBLEU's words (Post 2018); the version is the one that this port was checked with. */
export function bleuSignature(references: number): string {
  return `nrefs:${references}|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0`;
}

/**
 * BLEU of all sentences together (Papineni et al. 2002), number for number that of sacreBLEU (Post 2018) with its
 * defaults: tokenizer 13a, capitals count, n-grams up to 4, and where no n-gram of an order is right, the precision
 * of half a hit, a quarter of a hit for the next such order, and so on (`exp`: NIST's way, method 3 of Chen and
 * Cherry 2014).
 *
 *     BLEU = min(1, exp(1 - r / c)) * (p_1 p_2 p_3 p_4)^(1/4)
 *
 * @param hypotheses one translation for each sentence
 * @param references `[reference][sentence]`: one or more for each sentence
 * @throws RangeError if there is no reference, or one for another number of sentences
 */
export function corpusBleu(hypotheses: readonly string[], references: readonly (readonly string[])[]): Bleu {
  if (references.length === 0 || references.some((lines) => lines.length !== hypotheses.length)) {
    throw new RangeError('BLEU needs a reference for every translation.');
  }
  const sum: Statistics = { counts: zeros(), totals: zeros(), hypothesisLength: 0, referenceLength: 0 };
  hypotheses.forEach((hypothesis, sentence) => {
    addSentence(
      sum,
      hypothesis,
      references.map((lines) => lines[sentence] ?? ''),
    );
  });
  return fromStatistics(sum);
}

interface Statistics {
  readonly counts: number[];
  readonly totals: number[];
  hypothesisLength: number;
  referenceLength: number;
}

function addSentence(sum: Statistics, hypothesis: string, references: readonly string[]): void {
  const tokens = tokenize13a(hypothesis);
  const others = references.map(tokenize13a);
  sum.hypothesisLength += tokens.length;
  sum.referenceLength += nearest(
    tokens.length,
    others.map((other) => other.length),
  );
  for (let order = 1; order <= longest; order++) {
    const expected = others.map((other) => ngrams(other, order));
    for (const [ngram, count] of ngrams(tokens, order)) {
      const most = Math.max(...expected.map((own) => own.get(ngram) ?? 0));
      add(sum.totals, order - 1, count);
      add(sum.counts, order - 1, Math.min(count, most));
    }
  }
}

/** How often each n-gram of an order is there. Tokens have no spaces, so that a space can stand between them. */
function ngrams(tokens: readonly string[], order: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let start = 0; start + order <= tokens.length; start++) {
    const ngram = tokens.slice(start, start + order).join(' ');
    found.set(ngram, (found.get(ngram) ?? 0) + 1);
  }
  return found;
}

/** The length that is nearest to a given one; of two that are equally near the shorter. */
function nearest(length: number, others: readonly number[]): number {
  return others.reduce((best, other) => {
    const [far, near] = [Math.abs(other - length), Math.abs(best - length)];
    return far < near || (far === near && other < best) ? other : best;
  });
}

function fromStatistics(sum: Statistics): Bleu {
  const { counts, totals, hypothesisLength, referenceLength } = sum;
  const brevityPenalty = penaltyOf(hypothesisLength, referenceLength);
  const nothingRight = counts.every((count) => count === 0);
  const precisions = nothingRight ? zeros() : smoothed(counts, totals);
  // With no n-gram of an order in all the translations, BLEU is not defined; sacreBLEU says 0.
  const score = precisions.includes(0)
    ? 0
    : brevityPenalty * Math.exp(precisions.reduce((logs, value) => logs + Math.log(value), 0) / longest);
  return { score, precisions, ...sum, brevityPenalty };
}

function penaltyOf(hypothesisLength: number, referenceLength: number): number {
  if (hypothesisLength >= referenceLength) return 1;
  return hypothesisLength === 0 ? 0 : Math.exp(1 - referenceLength / hypothesisLength);
}

/** Orders of which there is no n-gram at all have 0, as have those behind them. */
function smoothed(counts: readonly number[], totals: readonly number[]): number[] {
  let divisor = 1;
  return totals.map((total, i) => {
    if (total === 0) return 0;
    const count = counts[i] ?? 0;
    if (count > 0) return (100 * count) / total;
    divisor *= 2;
    return 100 / (divisor * total);
  });
}

function zeros(): number[] {
  return new Array<number>(longest).fill(0);
}

function add(values: number[], i: number, value: number): void {
  values[i] = (values[i] ?? 0) + value;
}
