import * as vscode from 'vscode';
import { takeSentences } from '../editor/takeSentences';
import type { Command } from './command';

/** Translates the selection, or the sentence under the cursor, and shows it in the panel. */
export const translate: Command = {
  id: 'attentionLens.translate',
  async run({ controller, editor, panel }) {
    const taken = takeSentences(editor.current);
    if ('problem' in taken) {
      // Not waited for: the command is done, whenever the message is closed.
      void vscode.window.showWarningMessage(taken.problem);
      return;
    }
    panel.open();
    await controller.translate(taken.sentences);
  },
};
