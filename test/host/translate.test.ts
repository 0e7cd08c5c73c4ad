import { equal, matches, ok } from './assert';
import * as vscode from 'vscode';
import { closeEverything, openText, panelTabs, putCursor, select, state, translate, until } from './support';

const text = `# Essai

Le chat dort. Il fait froid.

Elle lit un livre
dans le jardin.
`;

describe('translating in the editor', function () {
  this.timeout(120_000);
  afterEach(closeEverything);

  it('takes the selection, opens one panel beside it and leaves the focus', async () => {
    const editor = await openText(text);
    select(editor, 'Il fait froid.');
    await translate();
    const { translation, sentenceCount, error } = await state();
    equal(error, null);
    equal(translation?.sourceText, 'Il fait froid.');
    equal(sentenceCount, 1);
    ok(translation !== null && translation.targetText.length > 0);
    await until(() => panelTabs().length === 1, 'the panel is open');
    equal(vscode.window.activeTextEditor?.document, editor.document);
    await translate();
    equal(panelTabs().length, 1);
  });

  it('computes weights that add up to one, one row for each token', async () => {
    select(await openText(text), 'Le chat dort.');
    await translate();
    const { translation } = await state();
    ok(translation && translation.steps.length > 0);
    for (const { weights } of translation.steps) {
      const sum = (weights ?? []).reduce((total, weight) => total + weight, 0);
      ok(Math.abs(sum - 1) < 1e-4, String(sum));
    }
  });

  it('takes the sentence under the cursor where nothing is selected', async () => {
    putCursor(await openText(text), 'un livre');
    await translate();
    equal((await state()).memory?.sentences[0]?.text, 'Elle lit un livre dans le jardin.');
  });

  it('translates each of several sentences, and walks through them', async () => {
    const editor = await openText(text);
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
    await translate();
    equal((await state()).sentenceCount, 4);
    await vscode.commands.executeCommand('attentionLens.nextSentence');
    await vscode.commands.executeCommand('attentionLens.nextSentence');
    equal((await state()).translation?.sourceText, 'Il fait froid.');
    await vscode.commands.executeCommand('attentionLens.previousSentence');
    equal((await state()).translation?.sourceText, 'Le chat dort.');
  });

  it('steps through decoding', async () => {
    select(await openText(text), 'Le chat dort.');
    await translate();
    const { position: all } = await state();
    const after = async (command: string): Promise<number> => {
      await vscode.commands.executeCommand(`attentionLens.${command}`);
      return (await state()).position;
    };
    equal(await after('stepBack'), all - 1);
    equal(await after('stepForward'), all);
    equal(await after('stepFirst'), 0);
    equal(await after('stepBack'), 0);
    equal(await after('stepEnd'), all);
  });

  it('takes a notebook’s cell', async () => {
    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Markup,
      'La maison est grande.',
      'markdown',
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.One });
    await translate();
    equal((await state()).translation?.sourceText, 'La maison est grande.');
  });

  it('takes a document that cannot be written and is in no file', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('lens-test', {
      provideTextDocumentContent: () => 'La porte est ouverte.',
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('lens-test:/a.txt'));
    putCursor(await vscode.window.showTextDocument(document), 'porte');
    await translate();
    provider.dispose();
    const { translation, memory } = await state();
    equal(translation?.sourceText, 'La porte est ouverte.');
    equal(memory?.sentences[0]?.origin?.uri, 'lens-test:/a.txt');
  });

  it('translates the text beside the panel while the panel has the focus', async () => {
    select(await openText(text), 'Le chat dort.');
    await translate();
    await vscode.commands.executeCommand('workbench.action.focusNextGroup');
    const { activeTabGroup } = vscode.window.tabGroups;
    ok(activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview);
    await translate();
    equal((await state()).translation?.sourceText, 'Le chat dort.');
  });

  it('ends in the last of twenty commands', async () => {
    const editor = await openText(Array.from({ length: 20 }, (_, n) => `Il a ${n} ans.`).join('\n\n'));
    const all = Array.from({ length: 20 }, (_, n) => {
      select(editor, `Il a ${n} ans.`);
      return translate();
    });
    await Promise.all(all);
    const { translation, busy, error } = await state();
    equal([translation?.sourceText, busy, error], ['Il a 19 ans.', null, null]);
  });
});

async function setDirection(direction: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('attentionLens');
  await configuration.update('direction', direction, vscode.ConfigurationTarget.Global);
  await until(async () => (await state()).direction === (direction ?? 'auto'), 'the setting was read');
}

describe('hostile text', function () {
  this.timeout(120_000);
  // Other languages, too: here one sees that nothing of them is lost.
  before(() => setDirection('fr-en'));
  after(() => setDirection(undefined));
  afterEach(closeEverything);

  const sentences: [string, string][] = [
    ['emoji', 'Bonjour 👩‍👩‍👧 et 🇫🇷 !'],
    ['Arabic', 'مرحبا بالعالم'],
    ['Chinese', '你好世界'],
    ['combining marks', 'Cafe\u0301 a\u0323\u0302\u0301 la cre\u0300me'],
    ['tabs', 'Le\tchat\tdort'],
    ['NUL bytes', 'Le chat\u0000 dort'],
    ['an unpaired surrogate', 'Le chat \ud83d dort'],
    ['only spaces that look like nothing', 'Le\u00a0chat\u200bdort'],
  ];
  for (const [what, sentence] of sentences) {
    it(`with ${what} is translated, every token where it stands`, async () => {
      const editor = await openText(`Avant.\n\n${sentence}\n\nAprès.`, 'plaintext');
      const inDocument = editor.document.lineAt(2).text;
      editor.selection = new vscode.Selection(2, 0, 2, inDocument.length);
      await translate();
      const { translation, error, busy, memory } = await state();
      equal([error, busy], [null, null]);
      ok(translation);
      equal(memory?.sentences.length, 1);
      for (const { start, end } of translation.sourceTokens) {
        ok(0 <= start && start <= end && end <= inDocument.length);
      }
    });
  }

  it('of 10,000 characters in one sentence is refused with words, not cut', async () => {
    const editor = await openText('chat '.repeat(2000), 'plaintext');
    editor.selection = new vscode.Selection(0, 0, 0, 10_000);
    await translate();
    const { translation, error, busy } = await state();
    equal([translation, busy], [null, null]);
    equal(error?.remedy, null);
    matches(error?.message ?? '', /2001 tokens; this model takes \d+ at most/);
  });

  it('over several lines is one sentence, and a newline counts as a space', async () => {
    const editor = await openText('Le chat\r\n\tdort ici.', 'plaintext');
    await vscode.commands.executeCommand('editor.action.selectAll');
    equal(editor.selection.isEmpty, false);
    await translate();
    equal((await state()).sentenceCount, 1);
  });
});
