import * as vscode from 'vscode';
import type { AttentionLensApi } from '../../src/attentionLens';
import type { PanelState } from '../../src/protocol/panelState';

export function extension(): vscode.Extension<AttentionLensApi> {
  const found = vscode.extensions.getExtension<AttentionLensApi>('attention-lens.attention-lens');
  if (found === undefined) throw new Error('The extension is not installed.');
  return found;
}

/** What the installed extension shows. */
export async function state(): Promise<PanelState> {
  return (await extension().activate()).state();
}

let documents = 0;

/** A new untitled document; each has a name of its own, for one that is on its way out keeps its for a while. */
export async function openText(content: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `/lens-${++documents}` });
  const document = await vscode.languages.setTextDocumentLanguage(
    await vscode.workspace.openTextDocument(uri),
    language,
  );
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  await editor.edit((builder) => {
    builder.insert(new vscode.Position(0, 0), content);
  });
  return editor;
}

/** Selects the first place where the text stands. */
export function select(editor: vscode.TextEditor, text: string): void {
  const start = editor.document.getText().indexOf(text);
  if (start < 0) throw new Error(`“${text}” is not in the document.`);
  const at = (offset: number): vscode.Position => editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(at(start), at(start + text.length));
}

export function putCursor(editor: vscode.TextEditor, text: string): void {
  const position = editor.document.positionAt(editor.document.getText().indexOf(text));
  editor.selection = new vscode.Selection(position, position);
}

export async function translate(): Promise<void> {
  await vscode.commands.executeCommand('attentionLens.translate');
}

/** Waits for something that VS Code does in its own time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limit = 10_000,
): Promise<void> {
  const end = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await pause(20);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Tabs that show the alignment panel. */
export function panelTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('attentionLens'),
    );
}

export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Puts another value in place of one of VS Code's, for the test's own instance of the API. */
export function replaced<T extends object>(owner: T, name: keyof T, by: unknown): vscode.Disposable {
  const before = owner[name];
  Object.assign(owner, { [name]: by });
  return new vscode.Disposable(() => {
    owner[name] = before;
  });
}
