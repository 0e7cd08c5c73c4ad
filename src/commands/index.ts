import * as vscode from 'vscode';
import { changeBeam } from './changeBeam';
import { changeDirection } from './changeDirection';
import { changeFamily } from './changeFamily';
import { changeScore } from './changeScore';
import type { Command, Lens } from './command';
import { copyTranslation } from './copyTranslation';
import { nextSentence } from './nextSentence';
import { openPanel } from './openPanel';
import { previousSentence } from './previousSentence';
import { stepBack } from './stepBack';
import { stepEnd } from './stepEnd';
import { stepFirst } from './stepFirst';
import { stepForward } from './stepForward';
import { translate } from './translate';

const all: readonly Command[] = [
  translate,
  openPanel,
  changeScore,
  changeDirection,
  changeFamily,
  changeBeam,
  stepFirst,
  stepBack,
  stepForward,
  stepEnd,
  nextSentence,
  previousSentence,
  copyTranslation,
];

export function registerCommands(lens: Lens): vscode.Disposable {
  return vscode.Disposable.from(
    ...all.map((command) => vscode.commands.registerCommand(command.id, () => command.run(lens))),
  );
}
