import * as vscode from 'vscode';
import { marksIn } from '../../src/editor/marks';
import { takeSentences } from '../../src/editor/takeSentences';
import { pointAtCursor } from '../../src/editor/pointAtCursor';
import { trackOrigins } from '../../src/editor/trackOrigins';
import { WeightMarks } from '../../src/editor/weightMarks';
import { DisposableStore } from '../../src/lifecycle';
import { AlignmentPanel } from '../../src/panel/alignmentPanel';
import { PanelController } from '../../src/panel/panelController';
import type { SourceSentence } from '../../src/panel/view';
import { FakeEngine } from '../support/fakeEngine';
import { equal, ok } from './assert';
import { FakeWebviewPanel } from './fakeWebviewPanel';
import { closeEverything, extension, openText, putCursor, select, until } from './support';

function taken(editor: vscode.TextEditor): readonly SourceSentence[] {
  const result = takeSentences(editor);
  if ('problem' in result) throw new Error(result.problem);
  return result.sentences.map((sentence) => ({ ...sentence, language: 'fr' }));
}

const texts = (editor: vscode.TextEditor): string[] => taken(editor).map(({ text }) => text);

describe('sentences taken from an editor', () => {
  afterEach(closeEverything);

  it('are exactly what is selected, without the space around it', async () => {
    const editor = await openText('Le chat noir dort.');
    select(editor, ' chat noir ');
    equal(texts(editor), ['chat noir']);
    equal(taken(editor)[0]?.origin?.offset, 3);
  });

  it('come in the order of the text, from several selections and cursors', async () => {
    const editor = await openText('Un. Deux. Trois.');
    const at = (offset: number): vscode.Position => editor.document.positionAt(offset);
    editor.selections = [new vscode.Selection(at(10), at(16)), new vscode.Selection(at(0), at(3))];
    equal(texts(editor), ['Un.', 'Trois.']);
    const cursors = [10, 1, 2].map((offset) => new vscode.Selection(at(offset), at(offset)));
    editor.selections = cursors;
    equal(texts(editor), ['Un.', 'Trois.']);
  });

  it('reach over wrapped lines, in a long document too', async () => {
    const filler = 'Une phrase.\n\n'.repeat(400);
    const editor = await openText(`${filler}Le chat\ndort ici.\n\n${filler}`);
    putCursor(editor, 'dort');
    equal(texts(editor), ['Le chat dort ici.']);
    equal(taken(editor)[0]?.origin?.offset, filler.length);
  });

  it('of a line of 10,000 characters are found under the cursor', async () => {
    const editor = await openText(`${'Il dort. '.repeat(1100)}Elle lit. ${'Il dort. '.repeat(50)}`);
    putCursor(editor, 'lit');
    equal(texts(editor), ['Elle lit.']);
  });
});

describe('marks in the editor', () => {
  let controller: PanelController;
  let tracking: { dispose(): unknown };

  beforeEach(() => {
    const engine = new FakeEngine();
    engine.isAutomatic = true;
    controller = new PanelController(engine, { direction: 'auto', family: 'bahdanau', score: 'additive' });
    tracking = trackOrigins(controller);
  });

  afterEach(async () => {
    tracking.dispose();
    controller.dispose();
    await closeEverything();
  });

  /** The words that are shaded and framed for a row and a column; null where there are no marks. */
  function marked({ document }: vscode.TextEditor, row: number | null, column: number | null) {
    ok(controller.picture);
    const marks = marksIn(document, controller.picture, { row, column });
    if (marks === null) return null;
    return {
      shaded: marks.shaded.map(({ range, level }) => [document.getText(range), level]),
      framed: marks.framed.map((range) => document.getText(range)),
    };
  }

  async function edit(editor: vscode.TextEditor, find: string, by: string): Promise<void> {
    const at = editor.document.getText().indexOf(find);
    const range = new vscode.Range(
      editor.document.positionAt(at),
      editor.document.positionAt(at + find.length),
    );
    await editor.edit((builder) => {
      builder.replace(range, by);
    });
  }

  it('are on the words that they mean', async () => {
    const editor = await openText('Avant. Le chat dort. Après.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    equal(marked(editor, 1, null), { shaded: [['chat', 10]], framed: [] });
    equal(marked(editor, 2, 0), { shaded: [['dort.', 10]], framed: ['Le'] });
    equal(marked(editor, 99, 99), { shaded: [], framed: [] });
  });

  it('are on the words of a sentence over several lines', async () => {
    const editor = await openText('> Le chat\n> dort ici.');
    putCursor(editor, 'dort');
    await controller.translate(taken(editor));
    equal(marked(editor, 2, 1), { shaded: [['dort', 10]], framed: ['chat'] });
  });

  it('move with edits before the sentence', async () => {
    const editor = await openText('Avant. Le chat dort. Après.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    await edit(editor, 'Avant', 'Bien avant\ntout cela');
    equal(marked(editor, 1, null)?.shaded, [['chat', 10]]);
    await edit(editor, 'Après', 'Et après');
    equal(marked(editor, 1, null)?.shaded, [['chat', 10]]);
  });

  it('go when the sentence is edited, and come back when that is undone', async () => {
    const editor = await openText('Avant. Le chat dort. Après.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    await edit(editor, 'chat', 'chien');
    equal(marked(editor, 1, null), null);
    await vscode.commands.executeCommand('undo');
    equal(marked(editor, 1, null)?.shaded, [['chat', 10]]);
    await edit(editor, '. Le chat', '. Un rat');
    equal(marked(editor, 1, null), null);
  });

  it('stand in no other document, even one with the same text', async () => {
    const editor = await openText('Le chat dort.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    const other = await openText('Le chat dort.');
    equal(marked(other, 1, null), null);
    ok(marked(editor, 1, null) !== null);
  });

  it('can be asked for in every state: hidden editor, closed document, no picture', async () => {
    const marks = new WeightMarks(controller);
    marks.highlight(0, 0);
    const editor = await openText('Le chat dort.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    marks.highlight(0, null);
    marks.highlight(99, 99);
    marks.clear();
    marks.highlight(1, 1);
    await closeEverything();
    marks.highlight(0, null);
    marks.dispose();
    ok(controller.picture);
  });

  it('and the document closed while decoding: the picture is right all the same', async () => {
    const engine = new FakeEngine();
    const slow = new PanelController(engine, { direction: 'auto', family: 'bahdanau', score: 'additive' });
    const editor = await openText('Le chat dort.');
    select(editor, 'Le chat dort.');
    const done = slow.translate(taken(editor));
    await edit(editor, 'chat', 'chien');
    await closeEverything();
    engine.last.answer();
    await done;
    equal([slow.state.translation?.sourceText, slow.state.error], ['Le chat dort.', null]);
    slow.dispose();
  });
});

describe('the cursor of the editor', () => {
  afterEach(closeEverything);

  it('points at its source token in the panel, and at none elsewhere', async () => {
    const engine = new FakeEngine();
    engine.isAutomatic = true;
    const store = new DisposableStore();
    const controller = store.add(
      new PanelController(engine, { direction: 'auto', family: 'bahdanau', score: 'additive' }),
    );
    const panel = store.add(
      new AlignmentPanel(extension().extensionUri, controller, {
        highlight: () => undefined,
        translateSelection: () => undefined,
        copyTranslation: () => undefined,
        pageFailed: () => undefined,
      }),
    );
    store.add(pointAtCursor(controller, panel));
    const page = new FakeWebviewPanel();
    await panel.deserializeWebviewPanel(page.panel);
    page.say({ type: 'ready', memory: null });
    const editor = await openText('Avant. Le chat dort. Après.');
    select(editor, 'Le chat dort.');
    await controller.translate(taken(editor));
    const pointed = (column: number | null) => () =>
      page.last?.type === 'point' && page.last.column === column;
    putCursor(editor, 'hat');
    await until(pointed(1), 'it points at chat');
    putCursor(editor, 'dort');
    await until(pointed(2), 'it points at dort');
    putCursor(editor, 'Après');
    await until(pointed(null), 'it points at nothing');
    store.dispose();
  });
});
