import * as vscode from 'vscode';
import type { Disposable } from '../lifecycle';
import type { PanelController } from './panelController';

/** Tells VS Code's `when` clauses what there is to step through. */
export function setContextKeys(controller: PanelController): Disposable {
  const last = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (last.get(key) === value) return;
    last.set(key, value);
    void vscode.commands.executeCommand('setContext', `attentionLens.${key}`, value);
  };
  return controller.onDidChange(() => {
    const { translation, sentenceCount } = controller.state;
    set('hasTranslation', translation !== null);
    set('hasSentence', sentenceCount > 0);
    set('hasSeveralSentences', sentenceCount > 1);
  });
}
