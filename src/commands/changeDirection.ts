import * as vscode from 'vscode';
import { directionChoices, directionLabels, type DirectionChoice } from '../protocol/direction';
import type { PanelState } from '../protocol/panelState';
import type { Command } from './command';

interface DirectionItem extends vscode.QuickPickItem {
  readonly direction: DirectionChoice;
}

/** Offers to follow the text, or to translate in one direction whatever it says. */
export const changeDirection: Command = {
  id: 'attentionLens.changeDirection',
  async run({ controller }) {
    const items = directionChoices.map((direction) => itemOf(direction, controller.state));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Attention Lens: Change Direction',
      placeHolder: 'From which language into which',
      matchOnDetail: true,
    });
    if (picked !== undefined) await controller.changeDirection(picked.direction);
  },
};

function itemOf(
  direction: DirectionChoice,
  { direction: current, used, isDetected }: PanelState,
): DirectionItem {
  const isCurrent = direction === current;
  const label = direction === 'auto' ? 'Detect from the text' : directionLabels[direction];
  return {
    direction,
    label: isCurrent ? `$(check) ${label}` : label,
    ...(direction === 'auto' && isCurrent && used !== null
      ? { description: `${directionLabels[used]} (${isDetected ? 'detected' : 'assumed'})` }
      : {}),
    detail: direction === 'auto' ? 'Each sentence by itself' : 'Every sentence, until it is changed again',
  };
}
