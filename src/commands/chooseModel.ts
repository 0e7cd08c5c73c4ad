import * as vscode from 'vscode';
import type { ModelChoice } from '../protocol/panelState';
import type { Command } from './command';

interface ModelItem extends vscode.QuickPickItem {
  readonly model: ModelChoice;
}

/** Offers the models that are installed. */
export const chooseModel: Command = {
  id: 'attentionLens.chooseModel',
  async run({ controller }) {
    const models = await controller.loadModels();
    // Why there are none, the failed loading has said.
    if (models.length === 0) return;
    const current = controller.state.model;
    const items = models.map((model) => itemOf(model, current));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Attention Lens: Choose Model',
      placeHolder: 'The network that translates',
      matchOnDescription: true,
    });
    if (picked !== undefined) await controller.changeModel(picked.model.id);
  },
};

function itemOf(model: ModelChoice, current: string): ModelItem {
  const { id, name, scores } = model;
  return {
    model,
    label: id === current ? `$(check) ${name}` : name,
    description: id,
    detail: scores.length === 1 ? 'One score function' : `${scores.length} score functions`,
  };
}
