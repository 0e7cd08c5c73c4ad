import type { PanelState } from '../../src/protocol/panelState';

/**
 * What contradicts itself in a valid message, or null: weights without attention, or attention without weights.
 * Such a message is reported and not drawn: better the last picture than a wrong one.
 */
export function contradictionIn({ translation }: PanelState): string | null {
  if (translation === null) return null;
  const attends = translation.score !== 'none';
  const wrong = translation.steps.findIndex(
    ({ weights, energies }) => (weights !== null) !== attends || (energies !== null) !== attends,
  );
  if (wrong < 0) return null;
  const expected = attends ? 'needs weights and energies' : 'has no weights or energies';
  return `The score function ${translation.score} ${expected}; step ${wrong + 1} is different.`;
}
