/** What can go wrong, by kind; the message says the rest. */
export const engineErrorCodes = [
  'empty-text',
  'too-long',
  'other-language',
  'unknown-model',
  'unknown-score',
  'invalid-bundle',
  'runtime-unavailable',
  'worker-died',
  'internal',
] as const;

export type EngineErrorCode = (typeof engineErrorCodes)[number];

/** An error whose message is for the person in front of the editor: what happened and what to do next. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
