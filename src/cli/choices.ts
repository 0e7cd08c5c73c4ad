import { UsageError } from './usageError';

export function among<T extends string>(choices: readonly T[]) {
  return (value: string): value is T => choices.some((choice) => choice === value);
}

/** @throws UsageError */
export function oneOf<T extends string>(
  option: string,
  value: string,
  choices: readonly T[],
  isChoice: (value: string) => value is T = among(choices),
): T {
  if (isChoice(value)) return value;
  throw new UsageError(`${option} "${value}" is not one of ${choices.join(', ')}.`);
}

/** The parts of an option that may be given several times, or once with commas: each once, in their order. */
export function listed(option: string, values: readonly string[] | undefined): readonly string[] {
  const parts = (values ?? []).flatMap((value) => value.split(',')).map((part) => part.trim());
  if (parts.includes('')) throw new UsageError(`${option} "${(values ?? []).join(' ')}" has an empty name.`);
  return [...new Set(parts)];
}
