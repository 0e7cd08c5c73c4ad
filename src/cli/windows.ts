/** How long to wait for more lines, in milliseconds, before those that are there are answered. */
const patience = 10;

/**
 * Lines in windows of about `size`, for work that is quicker on many at once. A window is given out when it is
 * full or when no line has come for a moment, so that somebody who types gets an answer to every line. No more than
 * two windows of lines are held.
 *
 * @param sizeOf what a line counts: a window ends with the line that fills it
 */
export async function* windows(
  lines: AsyncIterable<string>,
  size: number,
  sizeOf: (line: string) => number = () => 1,
): AsyncGenerator<string[]> {
  const arrived: string[] = [];
  let held = 0;
  const end: { isReached: boolean; failure?: { readonly error: unknown } } = { isReached: false };
  let wakeReader = (): void => undefined;
  let wakeWriter = (): void => undefined;

  const read = async (): Promise<void> => {
    for await (const line of lines) {
      arrived.push(line);
      held += sizeOf(line);
      wakeWriter();
      if (held >= size) await new Promise<void>((resolve) => (wakeReader = resolve));
    }
  };
  const reading = read()
    .catch((error: unknown) => (end.failure = { error }))
    .finally(() => {
      end.isReached = true;
      wakeWriter();
    });

  for (;;) {
    if (arrived.length === 0 && !end.isReached) await new Promise<void>((resolve) => (wakeWriter = resolve));
    for (let before = -1; before < arrived.length && held < size && !end.isReached;) {
      before = arrived.length;
      await new Promise((resolve) => setTimeout(resolve, patience));
    }
    const window: string[] = [];
    for (let room = size; room > 0;) {
      const line = arrived.shift();
      if (line === undefined) break;
      room -= sizeOf(line);
      held -= sizeOf(line);
      window.push(line);
    }
    if (window.length === 0) break;
    wakeReader();
    yield window;
  }
  await reading;
  if (end.failure !== undefined) throw end.failure.error;
}
