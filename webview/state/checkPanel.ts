import type { PanelState } from '../../src/protocol/panelState';

/**
 * What contradicts itself in a message that is otherwise well formed, or null. Such a message is reported and not
 * drawn: better the last picture than a wrong one.
 */
export function contradictionIn(panel: PanelState): string | null {
  const { translation } = panel;
  if (translation === null) return null;
  if (panel.position > translation.steps.length) {
    return `Position ${panel.position} is beyond the ${translation.steps.length} steps of the translation.`;
  }
  const columns = translation.sourceTokens.length;
  const attends = translation.score !== 'none';
  for (const [row, { weights, energies }] of translation.steps.entries()) {
    if ((weights !== null) !== attends || (energies !== null) !== attends) {
      return `Step ${row + 1} has weights or energies where ${translation.score} has none, or the reverse.`;
    }
    if (weights?.some((weight) => weight < 0 || weight > 1.000_01) === true) {
      return `Step ${row + 1} has a weight outside 0..1.`;
    }
    if ((weights ?? energies) !== null && (weights?.length !== columns || energies?.length !== columns)) {
      return `Step ${row + 1} has not one weight and one energy for each of the ${columns} source tokens.`;
    }
  }
  return null;
}
