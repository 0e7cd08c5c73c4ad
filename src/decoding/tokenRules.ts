/** Which tokens must not come next: pure, and the same for greedy decoding, beams and batches. */
export interface TokenRules {
  /** @param produced the tokens of this branch so far */
  bannedAfter(produced: readonly number[]): ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

/** Every token may come next. */
export const anyToken: TokenRules = { bannedAfter: () => none };

/** A thing that a translation has once, with the tokens that write it (at the start of a word, within one). */
export interface OnceToken {
  readonly ids: readonly number[];
  /** The tokens of which one must have been produced before: an opening mark for a closing one. */
  readonly after?: readonly number[];
}

/**
 * Of `controlled` tokens only those of `allowed` things may be produced, each thing once.
 *
 * @param controlled every token that a rule is about, allowed in this sentence or not
 */
export function eachOnce(controlled: ReadonlySet<number>, allowed: readonly OnceToken[]): TokenRules {
  if (controlled.size === 0) return anyToken;
  return {
    bannedAfter(produced) {
      if (allowed.length === 0) return controlled;
      const banned = new Set(controlled);
      const has = (ids: readonly number[]) => ids.some((id) => produced.includes(id));
      for (const { ids, after } of allowed) {
        if (has(ids) || (after !== undefined && !has(after))) continue;
        for (const id of ids) banned.delete(id);
      }
      return banned;
    },
  };
}

/** The longest row of tokens that is looked for again: what went round in translations that did not end was shorter. */
const longestCycle = 16;

/**
 * How many times in a row a row of tokens stands at the end of others: 3 for `a b c b c b c`, at least 1.
 *
 * @param period the number of tokens of the row
 */
function turnsAtEnd(tokens: readonly number[], end: number, period: number): number {
  let same = 0;
  while (end - same - period > 0 && tokens[end - same - 1] === tokens[end - same - 1 - period]) same++;
  return 1 + Math.floor(same / period);
}

/** The most times in a row that any row of tokens is there: 1 where nothing is said twice, one after the other. */
export function mostTurns(tokens: readonly number[]): number {
  let most = 1;
  for (let end = 2; end <= tokens.length; end++) {
    for (let period = 1; period <= longestCycle; period++)
      most = Math.max(most, turnsAtEnd(tokens, end, period));
  }
  return most;
}

/**
 * Whatever was said `most` times in a row is not begun once more: a decoder whose state comes back to where it was
 * would go round to the greatest length (Holtzman et al. 2020, section 4.1, of greedy decoding and beams).
 *
 * @param rules what must not come next for other reasons
 */
export function withoutEndlessCycles(rules: TokenRules, most: number): TokenRules {
  return {
    bannedAfter(produced) {
      const banned = rules.bannedAfter(produced);
      const again: number[] = [];
      for (let period = 1; period <= longestCycle && period * most <= produced.length; period++) {
        if (turnsAtEnd(produced, produced.length, period) >= most) again.push(produced.at(-period)!);
      }
      return again.length === 0 ? banned : new Set([...banned, ...again]);
    },
  };
}
