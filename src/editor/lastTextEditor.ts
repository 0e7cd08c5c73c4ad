import * as vscode from 'vscode';

/**
 * The text editor that a command means: while the panel has the focus, VS Code knows of no active one, but the
 * person still thinks of the text beside it.
 */
export class LastTextEditor implements vscode.Disposable {
  private last = vscode.window.activeTextEditor;
  private readonly listener = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined) this.last = editor;
  });

  get current(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    if (activeTextEditor !== undefined || this.last === undefined) return activeTextEditor;
    const { last } = this;
    // After its tab was in the background, an editor is another object.
    return (
      visibleTextEditors.find((editor) => editor === last) ??
      visibleTextEditors.find((editor) => editor.document === last.document)
    );
  }

  dispose(): void {
    this.listener.dispose();
  }
}
