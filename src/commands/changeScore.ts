import * as vscode from 'vscode';
import { scoreDescriptions } from '../attention/describeScore';
import { scoreNames, type ScoreName } from '../attention/scoreName';
import type { Command } from './command';

interface ScoreItem extends vscode.QuickPickItem {
  readonly score: ScoreName;
}

/** Offers the score functions that the model was trained with, each explained in a line. */
export const changeScore: Command = {
  id: 'attentionLens.changeScore',
  async run({ controller }) {
    await controller.loadModels();
    const { score: current } = controller.state;
    const trained = controller.model?.scores ?? scoreNames;
    const items = scoreNames
      .filter((score) => trained.includes(score))
      .map((score) => itemOf(score, current));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Attention Lens: Change Score Function',
      placeHolder: 'How a query is compared with the annotations of the source',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked !== undefined) await controller.changeScore(picked.score);
  },
};

function itemOf(score: ScoreName, current: ScoreName): ScoreItem {
  const { label, plainEquation, summary, source } = scoreDescriptions[score];
  return {
    score,
    label: score === current ? `$(check) ${label}` : label,
    description: `${plainEquation}   ${source}`,
    detail: summary,
  };
}
