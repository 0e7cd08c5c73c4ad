// The few assertions that suites need which run in a browser's worker too, where node:assert is not.

export function ok(condition: unknown, message = 'not as expected'): asserts condition {
  if (!condition) throw new Error(message);
}

export function equal<T>(actual: T, expected: T): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`expected ${should}, got ${is}`);
}

export function matches(actual: string, pattern: RegExp): void {
  if (!pattern.test(actual)) throw new Error(`expected ${String(pattern)}, got ${JSON.stringify(actual)}`);
}
