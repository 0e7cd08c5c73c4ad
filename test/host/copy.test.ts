import * as vscode from 'vscode';
import type { Lens } from '../../src/commands/command';
import { copyTranslation } from '../../src/commands/copyTranslation';
import { LastTextEditor } from '../../src/editor/lastTextEditor';
import { takeSentences } from '../../src/editor/takeSentences';
import { trackOrigins } from '../../src/editor/trackOrigins';
import { DisposableStore } from '../../src/lifecycle';
import { EngineError } from '../../src/model/engineError';
import { AlignmentPanel } from '../../src/panel/alignmentPanel';
import { PanelController } from '../../src/panel/panelController';
import { FakeEngine } from '../support/fakeEngine';
import { equal, matches, ok } from './assert';
import { FakeWebviewPanel } from './fakeWebviewPanel';
import { closeEverything, extension, openText, replaced, select, state, until } from './support';
import { testLog } from './testLog';

const text = '# Un chat\n\n> Il dort\n> ici. **Oui ! Non.**\n\n```\ncode\n```\n\nFin.\n';

/** The rooms around an engine that writes in capitals, and a page that listens. */
class Rooms {
  readonly store = new DisposableStore();
  readonly engine = new FakeEngine();
  readonly page = new FakeWebviewPanel();
  readonly said: string[] = [];
  readonly controller = this.store.add(
    new PanelController(this.engine, { direction: 'fr-en', family: 'luong', score: 'additive' }),
  );
  readonly lens: Lens = {
    controller: this.controller,
    log: this.store.add(testLog()),
    editor: this.store.add(new LastTextEditor()),
    panel: this.store.add(
      new AlignmentPanel(extension().extensionUri, this.controller, {
        highlight: () => undefined,
        translateSelection: () => undefined,
        copyTranslation: () => void copyTranslation.run(this.lens),
        pageFailed: () => undefined,
      }),
    ),
  };

  constructor() {
    this.engine.isAutomatic = true;
    this.store.add(trackOrigins(this.controller));
    for (const name of ['showWarningMessage', 'showErrorMessage'] as const) {
      const say = (message: string) => {
        this.said.push(message);
        return Promise.resolve(undefined);
      };
      this.store.add(replaced(vscode.window, name, say));
    }
  }

  async translate(editor: vscode.TextEditor): Promise<void> {
    await this.lens.panel.deserializeWebviewPanel(this.page.panel);
    this.page.say({ type: 'ready', memory: null });
    const taken = takeSentences(editor);
    ok('sentences' in taken);
    await this.controller.translate(taken.sentences.map((sentence) => ({ ...sentence, language: 'fr' })));
    // The next sentence is translated ahead.
    await until(
      () => this.engine.calls.length >= Math.min(2, taken.sentences.length),
      'it looks ahead',
      2000,
    );
  }

  async copy(): Promise<string> {
    await vscode.env.clipboard.writeText('nothing yet');
    await copyTranslation.run(this.lens);
    return vscode.env.clipboard.readText();
  }

  get phases(): string[] {
    return this.page.posted.flatMap((message) => (message.type === 'copying' ? [message.phase] : []));
  }
}

describe('copying the translation', function () {
  this.timeout(120_000);
  let rooms: Rooms;

  beforeEach(() => {
    rooms = new Rooms();
  });

  afterEach(async () => {
    rooms.store.dispose();
    await closeEverything();
  });

  it('copies every sentence of the selection, with all that stands between them', async () => {
    const editor = await openText(text);
    select(editor, text);
    await rooms.translate(editor);
    equal(await rooms.copy(), text.toUpperCase().replace('CODE', 'code').trimEnd());
    equal(rooms.phases, ['busy', 'done']);
    equal(rooms.said, []);
    equal(rooms.controller.state.sentence, 0);
  });

  it('decodes only what is not known, once', async () => {
    const editor = await openText('Un. Deux. Trois.');
    select(editor, 'Un. Deux. Trois.');
    await rooms.translate(editor);
    equal(await rooms.copy(), 'UN. DEUX. TROIS.');
    equal(await rooms.copy(), 'UN. DEUX. TROIS.');
    const asked = rooms.engine.calls.map(({ request }) => request.text);
    equal(asked, ['Un.', 'Deux.', 'Trois.']);
  });

  it('copies what was translated though the document was edited, or is gone', async () => {
    const editor = await openText('Avant.\n\n> Il dort\n> ici.\n\nFin du texte.');
    select(editor, 'Il dort\n> ici.\n\nFin du texte.');
    await rooms.translate(editor);
    await editor.edit((builder) => {
      builder.insert(new vscode.Position(0, 0), 'Bien ');
    });
    equal(await rooms.copy(), '> IL DORT\n> ICI.\n\nFIN DU TEXTE.');
    await editor.edit((builder) => {
      builder.replace(new vscode.Range(5, 4, 5, 6), 'de');
    });
    equal(await rooms.copy(), '> IL DORT\n> ICI.\nFIN DU TEXTE.');
  });

  it('parts several selections by lines', async () => {
    const editor = await openText('Un chat dort. Deux. Trois chiens. Quatre.');
    const at = (start: number, end: number) => new vscode.Selection(0, start, 0, end);
    editor.selections = [at(0, 13), at(20, 33)];
    await rooms.translate(editor);
    equal(await rooms.copy(), 'UN CHAT DORT.\nTROIS CHIENS.');
  });

  /** What is on the clipboard when the last of three sentences fails. */
  async function copiedWith(error: EngineError): Promise<string> {
    const editor = await openText('Un. Deux. Trois.');
    select(editor, 'Un. Deux. Trois.');
    await rooms.translate(editor);
    rooms.engine.isAutomatic = false;
    const copied = rooms.copy();
    await until(() => rooms.engine.last.request.text === 'Trois.', 'the third is asked for', 2000);
    rooms.engine.last.fail(error);
    return copied;
  }

  it('keeps what cannot be translated, and says so', async () => {
    const copied = await copiedWith(new EngineError('too-long', 'It has 200 tokens.'));
    equal(copied, 'UN. DEUX. Trois.');
    matches(rooms.said[0] ?? '', /1 of 3 sentences were copied as they are\. “Trois\.”.*200 tokens/);
  });

  it('copies nothing if nothing can work', async () => {
    const copied = await copiedWith(new EngineError('invalid-bundle', 'It is broken.'));
    equal(copied, 'nothing yet');
    equal(rooms.said, ['Nothing was copied: It is broken.']);
    equal(rooms.phases, ['busy', 'stopped']);
  });

  it('shows how far it is if it takes long, and can be cancelled', async () => {
    const messages: string[] = [];
    const cancel = new vscode.CancellationTokenSource();
    const stub = async (
      _: unknown,
      task: (progress: unknown, token: vscode.CancellationToken) => PromiseLike<unknown>,
    ) => {
      await task({ report: ({ message }: { message: string }) => messages.push(message) }, cancel.token);
    };
    rooms.store.add(replaced(vscode.window, 'withProgress', stub));
    const editor = await openText('Un. Deux. Trois. Quatre.');
    select(editor, 'Un. Deux. Trois. Quatre.');
    await rooms.translate(editor);
    rooms.engine.isAutomatic = false;
    const copied = rooms.copy();
    await until(() => messages.length === 1, 'progress is shown', 2000);
    rooms.engine.last.answer();
    await until(() => messages.length === 2, 'it goes on', 2000);
    equal(messages, ['Translating sentence 3 of 4…', 'Translating sentence 4 of 4…']);
    cancel.cancel();
    equal(await copied, 'nothing yet');
    equal(rooms.engine.last.signal.aborted, true);
    equal(rooms.said, []);
    equal(rooms.phases, ['busy', 'stopped']);
  });

  it('is asked for by the page, and a newer wish supersedes an older one', async () => {
    const editor = await openText('Un. Deux. Trois.');
    select(editor, 'Un. Deux. Trois.');
    await rooms.translate(editor);
    rooms.engine.isAutomatic = false;
    rooms.page.say({ type: 'copyTranslation' });
    await until(() => rooms.engine.last.request.text === 'Trois.', 'the third is asked for', 2000);
    rooms.engine.isAutomatic = true;
    rooms.page.say({ type: 'copyTranslation' });
    await until(() => rooms.phases.includes('done'), 'it is copied', 2000);
    equal(await vscode.env.clipboard.readText(), 'UN. DEUX. TROIS.');
    equal(rooms.phases, ['busy', 'busy', 'done']);
  });

  it('says what to do where there is nothing to copy', async () => {
    equal(await rooms.copy(), 'nothing yet');
    matches(rooms.said[0] ?? '', /no translation to copy yet/);
  });
});

describe('the command that copies the translation', function () {
  this.timeout(120_000);
  afterEach(closeEverything);

  it('copies what the real engine makes of it', async () => {
    const content = '> Le chat dort. Il fait\n> froid.\n\nOui.';
    const editor = await openText(content);
    select(editor, content);
    await vscode.commands.executeCommand('attentionLens.translate');
    const first = (await state()).translation?.targetText ?? '?';
    await vscode.env.clipboard.writeText('nothing yet');
    await vscode.commands.executeCommand('attentionLens.copyTranslation');
    const lines = (await vscode.env.clipboard.readText()).split('\n');
    equal(lines.length, 4);
    ok(lines[0]?.startsWith(`> ${first} `) === true && lines[1]?.startsWith('> ') === true);
    equal(lines[2], '');
    ok((lines[3] ?? '').length > 1);
  });
});
