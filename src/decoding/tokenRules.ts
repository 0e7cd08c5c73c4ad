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
