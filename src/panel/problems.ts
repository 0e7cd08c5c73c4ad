import { EngineError, type EngineErrorCode } from '../model/engineError';
import type { Problem } from '../protocol/panelState';
import { undetermined } from '../text/language';

/** Text that no model translates from; its language, if it has a name. */
export function otherLanguage(language: string | null): EngineError {
  const isNamed = language !== null && language !== undetermined;
  const name = isNamed ? new Intl.DisplayNames('en', { type: 'language' }).of(language) : undefined;
  const looks =
    name === undefined ? 'This looks like neither French nor English.' : `This looks like ${name}.`;
  return new EngineError(
    'other-language',
    `${looks} The models translate French and English. Choose a direction to translate it anyway.`,
  );
}

/** What a person is told, and what can be done: engine errors say it themselves, others are surprises. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineError) return { message: error.message, remedy: remedies[error.code] };
  const what = error instanceof Error ? error.message : String(error);
  return { message: `The translation failed unexpectedly: ${what}`, remedy: 'retry' };
}

/** Trying again helps only where what went wrong may have passed. */
const remedies: Readonly<Record<EngineErrorCode, Problem['remedy']>> = {
  'empty-text': null,
  'too-long': null,
  'other-language': 'direction',
  'unknown-model': null,
  'unknown-score': null,
  'invalid-bundle': 'retry',
  'runtime-unavailable': 'retry',
  'worker-died': 'retry',
  internal: 'retry',
};
