import type { Translation, TranslationStep } from '../../src/protocol/translation';
import type { PageState, Place } from './pageState';

export function translationOf(state: PageState): Translation | null {
  return state.panel?.translation ?? null;
}

/** What the person looks at in the page itself: this is what the host is told. */
export function ownPlace(state: PageState): Place | null {
  return state.hover ?? state.focus;
}

/** What is lit: the person's own place, else the column of the cursor in the text editor. */
export function litPlace(state: PageState): Place | null {
  const own = ownPlace(state);
  if (own !== null) return own;
  const columns = state.panel?.translation?.sourceTokens.length ?? 0;
  if (state.pointed === null || state.pointed >= columns) return null;
  return { row: null, column: state.pointed };
}

/** One step in the words of the page. */
export interface InspectedStep {
  readonly step: TranslationStep;
  /** Counted from 0. */
  readonly row: number;
  /** Why this step is the one that is shown. */
  readonly because: 'lit' | 'produced' | 'next';
}

/**
 * The step whose energies, weights and candidates are listed: that of the lit row; without one that of the token
 * just produced, and before the first token that of the token about to be produced.
 */
export function inspectedStep(state: PageState): InspectedStep | null {
  const { panel } = state;
  const steps = panel?.translation?.steps;
  if (panel === null || steps === undefined) return null;
  const lit = litPlace(state)?.row ?? null;
  const row = lit ?? Math.max(0, panel.position - 1);
  const step = steps[row];
  if (step === undefined) return null;
  return { step, row, because: lit !== null ? 'lit' : panel.position === 0 ? 'next' : 'produced' };
}

/**
 * The row by whose weights the source words are shaded: the lit one, and while stepping that of the token just
 * produced, so that the sentence can be watched being read.
 */
export function shadingRow(state: PageState): number | null {
  const lit = litPlace(state);
  if (lit !== null) return lit.row;
  const { panel } = state;
  const steps = panel?.translation?.steps.length ?? 0;
  return panel !== null && panel.position > 0 && panel.position < steps ? panel.position - 1 : null;
}

/** Whether there are weights to draw: every step has them, or none has. */
export function hasWeights(translation: Translation): boolean {
  return translation.score !== 'none';
}

/** The hypothesis from which the keyboard goes on: a choice that is still on its way counts. */
export function effectiveHypothesis(state: PageState): number {
  return state.chosen ?? translationOf(state)?.beam?.shown ?? 0;
}

/** Where the next step forward or back starts from: a request that is still on its way counts. */
export function effectivePosition(state: PageState): number {
  return state.requested ?? state.panel?.position ?? 0;
}
