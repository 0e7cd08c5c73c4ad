import type { Link } from '../attention/wordWeights';
import { linkKey, type GoldLinks } from './goldLinks';

/** How good links are. Rates are in percent, and null where there is nothing to divide by. */
export interface AlignmentQuality {
  /** Alignment error rate: 0 is best. */
  readonly aer: number | null;
  /** Of the links that were made, those that are possible. */
  readonly precision: number | null;
  /** Of the sure links, those that were made. */
  readonly recall: number | null;
  /** Links that were made. */
  readonly links: number;
  /** Sure links of the gold. */
  readonly sure: number;
  /** Possible links of the gold, the sure ones included. */
  readonly possible: number;
  /** Links that were made and are sure. */
  readonly inSure: number;
  /** Links that were made and are possible. */
  readonly inPossible: number;
}

/**
 * Links A against sure links S and possible links P, S part of P, of all sentences together (Och and Ney 2003,
 * section 6):
 *
 *     precision = |A and P| / |A|     recall = |A and S| / |S|
 *     AER = 1 - (|A and S| + |A and P|) / (|A| + |S|)
 *
 * A sentence without links counts with the sure ones that it lacks.
 *
 * @param made no link twice
 * @throws RangeError if the two are not of as many sentences
 */
export function alignmentQuality(
  made: readonly (readonly Link[])[],
  gold: readonly GoldLinks[],
): AlignmentQuality {
  if (made.length !== gold.length) {
    throw new RangeError(`There are links of ${made.length} sentences, and gold links of ${gold.length}.`);
  }
  let [links, sure, possible, inSure, inPossible] = [0, 0, 0, 0, 0];
  gold.forEach((expected, sentence) => {
    const own = new Set((made[sentence] ?? []).map(linkKey));
    const hits = (some: readonly Link[]): number => some.filter((link) => own.has(linkKey(link))).length;
    links += own.size;
    sure += expected.sure.length;
    possible += expected.possible.length;
    inSure += hits(expected.sure);
    inPossible += hits(expected.possible);
  });
  return {
    aer: percent(links + sure - inSure - inPossible, links + sure),
    precision: percent(inPossible, links),
    recall: percent(inSure, sure),
    ...{ links, sure, possible, inSure, inPossible },
  };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}
