import type { Range } from './pieceOffsets';

/** Two marks that belong together: `**` and `**`, `[` and `](url)`. */
export interface MarkPair {
  readonly open: Range;
  readonly close: Range;
}

/** What of a sentence is carried over: no range overlaps another. */
export interface Carried {
  /** In reading order. */
  readonly copies: readonly Range[];
  /** In the reading order of their opening marks; properly nested. */
  readonly pairs: readonly MarkPair[];
}

export function findCarried(sentence: string, writes: (text: string) => boolean): Carried {
  void sentence;
  void writes;
  return { copies: [], pairs: [] };
}
