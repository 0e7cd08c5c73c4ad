import * as vscode from 'vscode';
import { DisposableStore } from '../lifecycle';
import type { PanelController } from '../panel/panelController';
import type { Translation } from '../protocol/translation';
import { locate, rangeOf } from './locate';
import { levelCount, levelOf, shadesOf } from './shades';

/** What is hovered or focused in the page. */
interface Highlight {
  readonly row: number | null;
  readonly column: number | null;
}

const nothing: Highlight = { row: null, column: null };

/**
 * Shades the words of the sentence in the text editor by the weights of the produced token that is highlighted
 * in the page, and frames the highlighted source token. Only where the sentence still stands as it was
 * translated: an edit takes the marks away.
 */
export class WeightMarks implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly levels = Array.from({ length: levelCount }, (_, index) =>
    this.store.add(levelType(index + 1)),
  );
  private readonly frame = this.store.add(frameType());
  private highlighted = nothing;
  private translation: Translation | null = null;
  /** Editors that bear marks now. */
  private readonly marked = new Set<vscode.TextEditor>();

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

  /** Rows of another picture mean nothing in this one. */
  private follow(): void {
    const { translation } = this.controller.state;
    if (translation === this.translation) return;
    this.translation = translation;
    this.clear();
  }

  private draw(): void {
    const { row, column } = this.highlighted;
    if (this.marked.size === 0 && row === null && column === null) return;
    const visible = vscode.window.visibleTextEditors;
    for (const editor of this.marked) if (!visible.includes(editor)) this.marked.delete(editor);
    for (const editor of visible) this.drawIn(editor);
  }

  private drawIn(editor: vscode.TextEditor): void {
    const { picture } = this.controller;
    const offset = picture === null ? null : locate(editor.document, picture.source);
    const { row, column } = offset === null ? nothing : this.highlighted;
    if (picture === null || offset === null || (row === null && column === null)) {
      if (this.marked.delete(editor)) this.erase(editor);
      return;
    }
    const { translation } = picture;
    const place = (start: number, end: number): vscode.Range =>
      rangeOf(editor.document, offset + start, offset + end);
    const shades = row === null ? [] : shadesOf(translation, row);
    const produced = row === null ? undefined : translation.steps[row]?.token.text;
    for (const [index, type] of this.levels.entries()) {
      const options = shades
        .filter(({ weight }) => levelOf(weight) === index + 1)
        .map(({ start, end, weight }) => ({
          range: place(start, end),
          hoverMessage: `Attention weight ${weight.toFixed(3)} for “${produced ?? ''}”`,
        }));
      editor.setDecorations(type, options);
    }
    const token = column === null ? undefined : translation.sourceTokens[column];
    const framed = token === undefined || token.start === token.end ? [] : [place(token.start, token.end)];
    editor.setDecorations(this.frame, framed);
    this.marked.add(editor);
  }

  private erase(editor: vscode.TextEditor): void {
    for (const type of [...this.levels, this.frame]) editor.setDecorations(type, []);
  }
}

function levelType(level: number): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(`attentionLens.weight${level}`),
    // Transparent but in high contrast, where backgrounds alone do not tell enough.
    border: '1px solid',
    borderColor: new vscode.ThemeColor('attentionLens.weightBorder'),
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
