import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is right. A probe that throws has no answer yet: frames come and go while
 * the workbench works.
 *
 * @param what for the message when it takes too long
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T>,
  isRight: (value: T) => boolean = Boolean,
  limit = 20_000,
): Promise<T> {
  let last: unknown = 'nothing';
  for (const end = Date.now() + limit; Date.now() < end;) {
    try {
      const value = await probe();
      if (isRight(value)) return value;
      last = value;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    await sleep(40);
  }
  const seen = typeof last === 'string' ? last : JSON.stringify(last, undefined, 1);
  throw new Error(`Waited ${limit} ms for ${what}. Last seen: ${seen}`);
}

/** Does something again until it succeeds: what a person does when a key press was lost on a busy machine. */
export async function repeatedly(
  action: () => Promise<void>,
  betweenTimes: () => Promise<void> = () => Promise.resolve(),
  limit = 60_000,
): Promise<void> {
  for (const end = Date.now() + limit; ;) {
    try {
      await action();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await betweenTimes();
  }
}
