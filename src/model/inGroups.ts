import { byLength } from '../decoding/byLength';

/** What came of each sentence: one that cannot be translated does not keep the others from it. */
export type BulkResults<T> = PromiseSettledResult<T>[];

/** What is done with each of many items, and with some of them together. */
export interface GroupWork<Item, Prepared, Made, Result> {
  /** Throws what is wrong with an item. */
  readonly prepare: (item: Item) => Prepared;
  readonly lengthOf: (prepared: Prepared) => number;
  /** Of a group, at most. */
  readonly size: number;
  readonly decode: (group: readonly Prepared[]) => Promise<readonly Made[]>;
  readonly describe: (prepared: Prepared, made: Made) => Result;
}

/** Prepares every item, decodes those of about one length together, and describes what was made of each, in order. */
export async function inGroups<Item, Prepared, Made, Result>(
  items: readonly Item[],
  { prepare, lengthOf, size, decode, describe }: GroupWork<Item, Prepared, Made, Result>,
): Promise<BulkResults<Result>> {
  const results: BulkResults<Result> = [];
  const places: { readonly number: number; readonly prepared: Prepared }[] = [];
  items.forEach((item, number) => {
    const prepared = settled(() => prepare(item));
    if (prepared.status === 'fulfilled') places.push({ number, prepared: prepared.value });
    else results[number] = prepared;
  });
  for (const group of byLength(places, ({ prepared }) => lengthOf(prepared), size)) {
    const made = await settledTogether(
      group.map(({ prepared }) => prepared),
      decode,
    );
    group.forEach(({ number, prepared }, i) => {
      const one = made[i];
      if (one === undefined) return;
      results[number] = one.status === 'fulfilled' ? settled(() => describe(prepared, one.value)) : one;
    });
  }
  return results;
}

/** Where a group fails, each of its items is tried alone: only the one that is to blame fails then. */
async function settledTogether<S, T>(
  group: readonly S[],
  decode: (group: readonly S[]) => Promise<readonly T[]>,
): Promise<BulkResults<T>> {
  try {
    return (await decode(group)).map((value) => ({ status: 'fulfilled', value }));
  } catch (reason) {
    if (group.length === 1) return [{ status: 'rejected', reason }];
    const alone: BulkResults<T> = [];
    for (const one of group) alone.push(...(await settledTogether([one], decode)));
    return alone;
  }
}

function settled<T>(make: () => T): PromiseSettledResult<T> {
  try {
    return { status: 'fulfilled', value: make() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}
