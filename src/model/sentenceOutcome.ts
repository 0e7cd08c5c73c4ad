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

/**
 * Waits for a sentence's translation. One that cannot be had, or has no end, leaves the sentence as it is.
 *
 * @throws what every other sentence would fail with, and the reason of an abort
 */
export async function outcomeOf(translating: Promise<Translation>): Promise<SentenceOutcome> {
  try {
    const translation = await translating;
    if (!translation.complete)
      return left('The translation did not end within the greatest length that the model makes.');
    return { translation: translation.targetText, problem: carriedNotes(translation).join(' ') || null };
  } catch (error) {
    if (isFatal(error) || (error instanceof Error && error.name === 'AbortError')) throw error;
    return left(error instanceof Error ? error.message : String(error));
  }
}

function left(why: string): SentenceOutcome {
  return { translation: null, problem: `left as it is: ${why}` };
}
