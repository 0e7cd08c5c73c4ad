import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle';
import type { AlignmentPanel } from '../panel/alignmentPanel';
import type { PanelController } from '../panel/panelController';
import type { Translation } from '../protocol/translation';
import { locate } from './locate';
import { columnAt } from './shades';

/** Tells the panel which source token the cursor of the text editor is on. */
export function pointAtCursor(controller: PanelController, panel: AlignmentPanel): Disposable {
  let last: number | null | undefined;
  let translation: Translation | undefined;
  const pointAt = (editor: vscode.TextEditor): void => {
    const { picture } = controller;
    const column = picture === null ? null : columnUnder(editor, picture);
    if (column === last) return;
    last = column;
    panel.point(column);
  };
  const store = new DisposableStore();
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      pointAt(textEditor);
    }),
  );
  // Where the old picture was pointed at says nothing about a new one.
  store.add(
    controller.onDidChange(() => {
      if (controller.picture?.translation !== translation) last = undefined;
      translation = controller.picture?.translation;
    }),
  );
  return store;
}

function columnUnder(
  { document, selection }: vscode.TextEditor,
  { source, translation }: NonNullable<PanelController['picture']>,
): number | null {
  const offset = locate(document, source);
  // Who selects several words does not point at one.
  if (offset === null || !selection.isEmpty) return null;
  return columnAt(translation, document.offsetAt(selection.active) - offset);
}
