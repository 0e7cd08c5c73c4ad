import { EngineError } from './engineError';

/** A file of a bundle is not what it should be; the message names bundle, file and what is wrong with it. */
export function invalidBundle(bundle: string, file: string, problem: string, cause?: unknown): EngineError {
  return new EngineError(
    'invalid-bundle',
    `The model "${bundle}" cannot be used. ${file}: ${problem}`,
    cause === undefined ? undefined : { cause },
  );
}
