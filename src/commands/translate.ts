import * as vscode from 'vscode';
import { takeSentences } from '../editor/takeSentences';
import { languageDetector } from '../text/language';
import { languagesOfSentences } from '../text/languagesOfSentences';
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
    const { sentences, around } = taken;
    const texts = sentences.map(({ text }) => text);
    const languages = languagesOfSentences(texts, around, await languageDetector());
    await controller.translate(
      sentences.map((sentence, index) => ({ ...sentence, language: languages[index] ?? null })),
    );
  },
};
