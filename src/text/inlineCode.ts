/**
 * Where each inline code begins, with its end: as many backticks as opened it, however many those are. Runs of
 * backticks that no other answers begin none.
 */
export function inlineCodes(text: string): ReadonlyMap<number, number> {
  const runs = Array.from(text.matchAll(/`+/g), ({ index, 0: run }) => ({ index, length: run.length }));
  /** For each run the next one of the same length. */
  const next = new Map<number, number>();
  const seen = new Map<number, number>();
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]?.length ?? 0;
    const later = seen.get(length);
    if (later !== undefined) next.set(i, later);
    seen.set(length, i);
  }
  const codes = new Map<number, number>();
  for (let i = 0; i < runs.length; i++) {
    const closing = next.get(i);
    const [from, to] = [runs[i], closing === undefined ? undefined : runs[closing]];
    if (from === undefined || to === undefined || closing === undefined) continue;
    codes.set(from.index, to.index + to.length);
    i = closing;
  }
  return codes;
}
