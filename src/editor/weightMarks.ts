import * as vscode from 'vscode';
import { DisposableStore } from '../lifecycle';
import type { PanelController } from '../panel/panelController';
import type { Translation } from '../protocol/translation';
import { marksIn, type Highlight, type Marks } from './marks';
import { levelCount } from './shades';

const nothing: Highlight = { row: null, column: null };

/** Draws the marks of what is highlighted in the page, in every editor that shows the sentence. */
export class WeightMarks implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly levels = Array.from({ length: levelCount }, (_, index) =>
    this.store.add(levelType(index + 1)),
  );
  private readonly frame = this.store.add(frameType());
  private highlighted = nothing;
  private translation: Translation | null = null;
  private marked: ReadonlySet<vscode.TextEditor> = new Set();

  constructor(private readonly controller: PanelController) {
    this.store.add(
      controller.onDidChange(() => {
        this.follow();
      }),
    );
    this.store.add(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.draw();
      }),
    );
    this.store.add(
      vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) this.draw();
      }),
    );
  }

  highlight(row: number | null, column: number | null): void {
    this.highlighted = { row, column };
    this.draw();
  }

  clear(): void {
    this.highlight(null, null);
  }

  dispose(): void {
    // Decorations go with their types.
    this.store.dispose();
  }

  /** As the page does: what is lit stays lit while the sentence is the same, so that functions can be compared. */
  private follow(): void {
    const { translation } = this.controller.state;
    if (translation === this.translation) return;
    const before = this.translation;
    this.translation = translation;
    const isSameSentence =
      translation?.sourceText === before?.sourceText &&
      translation?.sourceTokens.length === before?.sourceTokens.length;
    if (isSameSentence) this.draw();
    else this.clear();
  }

  private draw(): void {
    const { picture } = this.controller;
    const isNothing = this.highlighted.row === null && this.highlighted.column === null;
    const marked = new Set<vscode.TextEditor>();
    for (const editor of vscode.window.visibleTextEditors) {
      const marks =
        picture === null || isNothing ? null : marksIn(editor.document, picture, this.highlighted);
      if (marks !== null) {
        this.paint(editor, marks);
        marked.add(editor);
      } else if (this.marked.has(editor)) this.paint(editor, { shaded: [], framed: [] });
    }
    this.marked = marked;
  }

  private paint(editor: vscode.TextEditor, { shaded, framed }: Marks): void {
    for (const [index, type] of this.levels.entries()) {
      editor.setDecorations(
        type,
        shaded.filter(({ level }) => level === index + 1),
      );
    }
    editor.setDecorations(this.frame, framed);
  }
}

function levelType(level: number): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(`attentionLens.weight${level}`),
    // Transparent but in high contrast, where backgrounds alone do not tell enough; a border around every word
    // would tell nothing.
    ...(level > 1 && {
      border: '1px solid',
      borderColor: new vscode.ThemeColor('attentionLens.weightBorder'),
    }),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function frameType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    outline: '2px solid',
    outlineColor: new vscode.ThemeColor('focusBorder'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
