import type * as vscode from 'vscode';
import type { LastTextEditor } from '../editor/lastTextEditor';
import type { AlignmentPanel } from '../panel/alignmentPanel';
import type { PanelController } from '../panel/panelController';

/** What commands work on. */
export interface Lens {
  readonly controller: PanelController;
  readonly panel: AlignmentPanel;
  readonly editor: LastTextEditor;
  readonly log: vscode.LogOutputChannel;
}

export interface Command {
  /** As in package.json. */
  readonly id: string;
  run(lens: Lens): unknown;
}
