import * as vscode from 'vscode';
import type { Disposable } from '../lifecycle';
import type { PanelController, Picture } from '../panel/panelController';
import { locate, rangeOf } from './locate';

/**
 * Brings a sentence into view when it becomes the one that is shown: who walks through several reads along, and
 * the panel that opens beside an editor makes it narrower, which pushes lines out of sight.
 */
export function revealSentence(controller: PanelController): Disposable {
  let last: string | undefined;
  return controller.onDidChange(() => {
    const { picture } = controller;
    if (picture?.source.text === last) return;
    last = picture?.source.text;
    if (picture !== null) reveal(picture);
  });
}

function reveal({ source }: Picture): void {
  for (const editor of vscode.window.visibleTextEditors) {
    const offset = locate(editor.document, source);
    if (offset === null) continue;
    const range = rangeOf(editor.document, offset, offset + source.text.length);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
