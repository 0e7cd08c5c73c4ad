import * as vscode from 'vscode';
import type { Disposable } from '../lifecycle';
import type { PanelController } from '../panel/panelController';
import { moveOffset } from './moveOffset';

/** Keeps the controller's sentences where they stand while their documents are edited. */
export function trackOrigins(controller: PanelController): Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0) return;
    const uri = document.uri.toString();
    controller.moveOrigins(({ origin }) => {
      if (origin?.uri !== uri) return origin;
      const offset = moveOffset(origin.offset, contentChanges);
      return offset === null ? null : offset === origin.offset ? origin : { uri, offset };
    });
  });
}
