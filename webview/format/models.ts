import {
  directionChoices,
  directionLabels,
  families,
  familyLabels,
  familySummaries,
  modelIdOf,
  reverse,
  type Direction,
} from '../../src/protocol/direction';
import type { ModelChoice, PanelState } from '../../src/protocol/panelState';
import type { Choice } from '../views/select';

type Shown = Pick<PanelState, 'models' | 'direction' | 'family' | 'used' | 'isDetected'>;

/** To follow the text, with what that came to, or to fix one of the directions. */
export function directionChoicesOf(panel: Shown): Choice[] {
  return directionChoices.map((choice): Choice => {
    if (choice === 'auto') return detected(panel);
    const isMissing = !isInstalled(panel, choice);
    return {
      value: choice,
      label: `${directionLabels[choice]} (${isMissing ? 'not installed' : 'fixed'})`,
      title: 'Every sentence, whatever its language.',
      isDisabled: isMissing && choice !== panel.direction,
    };
  });
}

function detected({ direction, used, isDetected }: Shown): Choice {
  const value = 'auto';
  if (direction !== 'auto' || used === null) {
    return { value, label: 'Detect direction', title: 'From the text, for each sentence by itself.' };
  }
  return isDetected
    ? { value, label: `${directionLabels[used]} (detected)`, title: 'The text itself says so.' }
    : {
        value,
        label: `${directionLabels[used]} (assumed)`,
        title: 'The text does not tell its language; it goes on as the one before.',
      };
}

export function familyChoicesOf(panel: Shown): Choice[] {
  return families.map((family) => {
    const isMissing =
      panel.used !== null && !hasModel(panel, modelIdOf(panel.used, family)) && family !== panel.family;
    const label = familyLabels[family];
    return {
      value: family,
      label: isMissing ? `${label} (not installed)` : label,
      title: familySummaries[family],
      isDisabled: isMissing,
    };
  });
}

/** Whether any model translates in that direction; before the models are known nothing is denied. */
export function isInstalled(panel: Shown, direction: Direction): boolean {
  return families.some((family) => hasModel(panel, modelIdOf(direction, family)));
}

function hasModel({ models }: Shown, id: string): boolean {
  return models.length === 0 || models.some((model) => model.id === id);
}

/** The model that the controls name; without a direction one of the same family. */
export function modelOf({ models, used, family }: Shown): ModelChoice | undefined {
  const id = used === null ? null : modelIdOf(used, family);
  return models.find((model) => model.id === id) ?? models.find((model) => model.family === family);
}

/** What the button between the directions does. */
export function swapTitle({ used }: Shown): string {
  return used === null ? 'Swap direction' : `Translate ${directionLabels[reverse(used)]} instead`;
}
