import * as vscode from 'vscode';
import { families, familyLabels, familySummaries, modelIdOf } from '../protocol/direction';
import type { ModelChoice } from '../protocol/panelState';
import type { Family } from '../protocol/translation';
import type { Command } from './command';

interface FamilyItem extends vscode.QuickPickItem {
  readonly family: Family;
}

/** Offers the decoder families: which network translates, in the direction that is in use. */
export const changeFamily: Command = {
  id: 'attentionLens.changeFamily',
  async run({ controller }) {
    const models = await controller.loadModels();
    const { family: current, direction } = controller;
    const items = families.map((family) =>
      itemOf(
        family,
        family === current,
        models.find(({ id }) => id === modelIdOf(direction, family)),
      ),
    );
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Attention Lens: Change Decoder Family',
      placeHolder: 'Where in a decoder step attention sits',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked !== undefined) await controller.changeFamily(picked.family);
  },
};

function itemOf(family: Family, isCurrent: boolean, model: ModelChoice | undefined): FamilyItem {
  const label = familyLabels[family];
  return {
    family,
    label: isCurrent ? `$(check) ${label}` : label,
    description: model?.name ?? 'not installed for this direction',
    detail: familySummaries[family],
  };
}
