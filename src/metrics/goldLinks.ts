import type { Link } from '../attention/wordWeights';

/** Which side a link `i-j` of a file names first. */
export const goldOrders = ['source-target', 'target-source'] as const;
export type GoldOrder = (typeof goldOrders)[number];

/** Links between the words of one sentence pair that people have drawn (Och and Ney 2003). */
export interface GoldLinks {
  /** Those that everybody agrees on. */
  readonly sure: readonly Link[];
  /** Those that may be drawn or not; the sure ones are among them. */
  readonly possible: readonly Link[];
}

const linkPattern = /^(\d{1,6})([-?])(\d{1,6})$/;

/**
 * Links of one line, separated by blanks: `i-j` sure, `i?j` possible, words counted from 0. A link that is there as
 * both is sure, and one that is there twice counts once.
 *
 * @throws RangeError what is wrong with the line, for the person who has the file
 */
export function parseGoldLinks(
  line: string,
  order: GoldOrder,
  words: { readonly source: number; readonly target: number },
): GoldLinks {
  const sure = new Map<string, Link>();
  const possible = new Map<string, Link>();
  for (const text of line.split(/\s+/).filter((part) => part !== '')) {
    const [, first, kind, second] = linkPattern.exec(text) ?? [];
    if (first === undefined || second === undefined) {
      throw new RangeError(`"${shortened(text)}" is no link: sure ones are i-j and possible ones i?j.`);
    }
    const [i, j] = [Number(first), Number(second)];
    const link = order === 'source-target' ? { source: i, target: j } : { source: j, target: i };
    for (const side of ['source', 'target'] as const) {
      if (link[side] < words[side]) continue;
      throw new RangeError(
        `The link ${text} needs word ${link[side]} of the ${side}, counted from 0, which has ${words[side]} words. ` +
          `Links are read as ${order}: perhaps they are the other way round.`,
      );
    }
    const key = linkKey(link);
    possible.set(key, link);
    if (kind === '-') sure.set(key, link);
  }
  return { sure: [...sure.values()], possible: [...possible.values()] };
}

/** The same for equal links. */
export function linkKey({ source, target }: Link): string {
  return `${source}-${target}`;
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
