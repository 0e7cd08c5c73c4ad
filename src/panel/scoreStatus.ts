import * as vscode from 'vscode';
import { scoreDescriptions } from '../attention/describeScore';
import { DisposableStore, type Disposable } from '../lifecycle';
import type { AlignmentPanel } from './alignmentPanel';
import type { PanelController } from './panelController';

/** The score function in the status bar, once there is something it is used for. */
export function showScoreStatus(controller: PanelController, panel: AlignmentPanel): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('attentionLens.score', vscode.StatusBarAlignment.Right),
  );
  item.name = 'Attention Lens: Score Function';
  item.command = 'attentionLens.changeScore';

  const update = (): void => {
    const { score, translation } = controller.state;
    const { label, plainEquation, summary } = scoreDescriptions[score];
    item.text = `$(symbol-operator) ${label}`;
    item.tooltip = `Attention score function: ${label}: ${plainEquation}\n${summary}\nClick to change it.`;
    item.accessibilityInformation = {
      label: `Attention score function: ${label}. Change it.`,
      role: 'button',
    };
    if (panel.isOpen || translation !== null) item.show();
    else item.hide();
  };

  store.add(controller.onDidChange(update));
  store.add(panel.onDidChangeVisibility(update));
  update();
  return store;
}
