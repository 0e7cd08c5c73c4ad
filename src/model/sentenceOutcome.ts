import { carriedNotes } from '../protocol/carriedNotes';
import type { Translation } from '../protocol/translation';
import { EngineError } from './engineError';

/** What became of one of many sentences that are translated in a row. */
export interface SentenceOutcome {
  /** Null if the sentence stays as it is. */
  readonly translation: string | null;
  /** What a person must know of it; null if all went well. */
  readonly problem: string | null;
}

type Finished = Pick<Translation, 'targetText' | 'complete' | 'missing' | 'repeated'>;

const fatal: ReadonlySet<EngineError['code']> = new Set([
  'invalid-bundle',
  'runtime-unavailable',
  'unknown-model',
  'unknown-score',
]);

/** Whether an error is one of the model rather than of the sentence: every other sentence would fail as well. */
export function isFatal(error: unknown): error is EngineError {
  return error instanceof EngineError && fatal.has(error.code);
}

/** What a translation, of one sentence among many, comes to: one without an end leaves the sentence as it is. */
export function outcomeOf(translation: Finished): SentenceOutcome {
  if (!translation.complete) {
    return leftAsItIs('The translation did not end within the greatest length that the model makes.');
  }
  const notes = carriedNotes(translation);
  return { translation: translation.targetText, problem: notes.length === 0 ? null : notes.join(' ') };
}

/**
 * What a failure comes to: the sentence stays as it is.
 *
 * @throws the error, if every other sentence would fail with it, and the reason of an abort
 */
export function outcomeOfFailure(error: unknown): SentenceOutcome {
  if (isFatal(error) || (error instanceof Error && error.name === 'AbortError')) throw error;
  return leftAsItIs(error instanceof Error ? error.message : String(error));
}

export function leftAsItIs(why: string): SentenceOutcome {
  return { translation: null, problem: `left as it is: ${why}` };
}
