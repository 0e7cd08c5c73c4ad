import * as vscode from 'vscode';
import { changeDirection } from '../../src/commands/changeDirection';
import { changeFamily } from '../../src/commands/changeFamily';
import { changeScore } from '../../src/commands/changeScore';
import type { Lens } from '../../src/commands/command';
import { translate } from '../../src/commands/translate';
import { LastTextEditor } from '../../src/editor/lastTextEditor';
import { DisposableStore } from '../../src/lifecycle';
import { EngineError, type EngineErrorCode } from '../../src/model/engineError';
import { AlignmentPanel } from '../../src/panel/alignmentPanel';
import { FailureReporter } from '../../src/panel/failures';
import { PanelController } from '../../src/panel/panelController';
import { showProgress } from '../../src/panel/progress';
import { FakeEngine } from '../support/fakeEngine';
import { equal, matches, ok } from './assert';
import { closeEverything, extension, openText, pause, replaced, select, until } from './support';
import { testLog } from './testLog';

const sentences = [{ text: 'un chat dort', language: 'fr', origin: null }];

/** The rooms, put together around an engine that is told what to do. */
class Rooms implements vscode.Disposable {
  private readonly store = new DisposableStore();
  readonly engine = new FakeEngine();
  readonly controller = this.store.add(
    new PanelController(this.engine, { direction: 'auto', family: 'bahdanau', score: 'additive' }),
  );
  readonly log = this.store.add(testLog());
  readonly lens: Lens = {
    controller: this.controller,
    log: this.log,
    editor: this.store.add(new LastTextEditor()),
    panel: this.store.add(
      new AlignmentPanel(extension().extensionUri, this.controller, {
        highlight: () => undefined,
        translateSelection: () => undefined,
        copyTranslation: () => undefined,
        pageFailed: () => undefined,
      }),
    ),
  };

  /** Until the end of the test, that function stands in for VS Code's. */
  replace(name: keyof typeof vscode.window, by: unknown): void {
    this.store.add(replaced(vscode.window, name, by));
  }

  add(disposable: { dispose(): unknown }): void {
    this.store.add(disposable);
  }

  dispose(): void {
    this.store.dispose();
  }
}

describe('what a person is told', () => {
  let rooms: Rooms;
  let said: string[];

  beforeEach(() => {
    rooms = new Rooms();
    said = [];
    rooms.replace('showWarningMessage', (message: string) => {
      said.push(message);
      return Promise.resolve(undefined);
    });
  });

  afterEach(async () => {
    rooms.dispose();
    await closeEverything();
  });

  const problems: [string, string, string, RegExp][] = [
    ['of a blank selection', 'Un chat.\n \t\n\nFin.', ' \t\n\n', /blank. Select/],
    ['of an empty document', '', '', /no text under the cursor/],
    ['of far too many sentences', 'Oui ! '.repeat(501), 'Oui ! '.repeat(501), /more than 500 sentences/],
  ];
  for (const [what, content, selected, message] of problems) {
    it(`${what}: what to do`, async () => {
      select(await openText(content), selected);
      await translate.run(rooms.lens);
      equal(said.length, 1);
      matches(said[0] ?? '', message);
      equal(rooms.engine.calls.length, 0);
    });
  }

  it('without any editor: what to do', async () => {
    await closeEverything();
    await until(() => vscode.window.activeTextEditor === undefined, 'no editor is active');
    await translate.run({ ...rooms.lens, editor: new LastTextEditor() });
    matches(said[0] ?? '', /Open a document/);
  });

  it('of a failure: once, with something to do about it', () => {
    const shown: [string, string[]][] = [];
    rooms.replace('showErrorMessage', (message: string, ...actions: { title: string }[]) => {
      shown.push([message, actions.map(({ title }) => title)]);
      return Promise.resolve(undefined);
    });
    const reporter = new FailureReporter(rooms.log, rooms.controller);
    const expected: Record<Exclude<EngineErrorCode, 'other-language'>, string[]> = {
      'empty-text': [],
      'too-long': [],
      'unknown-model': ['Change Direction…', 'Change Family…'],
      'unknown-score': ['Change Score Function…'],
      'invalid-bundle': ['Change Family…', 'Show Log'],
      'runtime-unavailable': ['Open Settings', 'Show Log'],
      'worker-died': ['Try Again', 'Show Log'],
      internal: ['Try Again', 'Show Log'],
    };
    for (const code of Object.keys(expected) as EngineErrorCode[]) {
      reporter.report({ error: new EngineError(code, code), message: code });
    }
    reporter.report({ error: 'thrown, but no error', message: 'surprise' });
    reporter.pageFailed('no canvas');
    equal(shown.slice(0, 8), Object.entries(expected));
    equal(shown.at(-2), ['surprise', ['Try Again', 'Show Log']]);
    equal(shown.at(-1), ['The alignment panel failed: no canvas', ['Show Log']]);
  });

  it('to choose from: eight score functions, explained, the current one marked', async () => {
    let offered: vscode.QuickPickItem[] = [];
    rooms.replace('showQuickPick', (items: vscode.QuickPickItem[]) => {
      offered = items;
      return Promise.resolve(items.find(({ label }) => label === 'Dot'));
    });
    await changeScore.run(rooms.lens);
    equal(offered.length, 8);
    equal(
      offered.filter(({ label }) => label.startsWith('$(check)')).map(({ label }) => label),
      ['$(check) Additive'],
    );
    ok(offered.every(({ description, detail }) => description && detail));
    equal(rooms.controller.state.score, 'dot');
  });

  it('of text in another language: a warning with both directions to choose from', async () => {
    const reporter = new FailureReporter(rooms.log, rooms.controller);
    rooms.add(
      rooms.controller.onDidFail((failure) => {
        reporter.report(failure);
      }),
    );
    let offered: string[] = [];
    rooms.replace('showWarningMessage', (message: string, ...actions: { title: string }[]) => {
      said.push(message);
      offered = actions.map(({ title }) => title);
      return Promise.resolve(actions[1]);
    });
    rooms.engine.isAutomatic = true;
    select(await openText('Wo ist der Bahnhof? Ich habe keine Zeit.'), 'Wo ist der Bahnhof?');
    await translate.run(rooms.lens);
    matches(said[0] ?? '', /^This looks like German\. The models translate French and English\./);
    equal(offered, ['French → English', 'English → French']);
    await until(() => rooms.controller.state.translation !== null, 'it is translated anyway');
    equal(rooms.engine.last.request.model, 'en-fr-bahdanau');
    equal(rooms.controller.state.direction, 'en-fr');
    equal(said.length, 1);
  });

  it('to choose from: the directions, and what was detected', async () => {
    let offered: vscode.QuickPickItem[] = [];
    rooms.replace('showQuickPick', (items: vscode.QuickPickItem[]) => {
      offered = items;
      return Promise.resolve(items[2]);
    });
    rooms.engine.isAutomatic = true;
    await rooms.controller.translate(sentences);
    await changeDirection.run(rooms.lens);
    equal(
      offered.map(({ label }) => label),
      ['$(check) Detect from the text', 'French → English', 'English → French'],
    );
    equal(offered[0]?.description, 'French → English (detected)');
    equal(rooms.controller.state.direction, 'en-fr');
    equal(rooms.controller.state.translation?.model, 'en-fr-bahdanau');
  });

  it('to choose from: the families; choosing none changes nothing', async () => {
    let offered: vscode.QuickPickItem[] = [];
    rooms.replace('showQuickPick', (items: vscode.QuickPickItem[]) => {
      offered = items;
      return Promise.resolve(undefined);
    });
    rooms.engine.installed = rooms.engine.installed.filter(({ id }) => id !== 'fr-en-luong');
    await changeFamily.run(rooms.lens);
    equal(
      offered.map(({ label, description }) => [label, description]),
      [
        ['Luong', 'not installed for this direction'],
        ['$(check) Bahdanau', 'French → English (Bahdanau)'],
      ],
    );
    equal(rooms.controller.state.family, 'bahdanau');
  });
});

describe('progress', () => {
  let rooms: Rooms;
  let shown: { finished: boolean; messages: string[]; cancel: vscode.CancellationTokenSource }[];

  beforeEach(() => {
    rooms = new Rooms();
    shown = [];
    rooms.replace(
      'withProgress',
      async (
        _: unknown,
        task: (progress: unknown, token: vscode.CancellationToken) => PromiseLike<unknown>,
      ) => {
        const one = {
          finished: false,
          messages: [] as string[],
          cancel: new vscode.CancellationTokenSource(),
        };
        shown.push(one);
        const report = ({ message }: { message: string }) => one.messages.push(message);
        await task({ report }, one.cancel.token);
        one.finished = true;
      },
    );
    rooms.add(showProgress(rooms.controller));
  });

  afterEach(() => {
    rooms.dispose();
  });

  it('is not shown of what takes a moment', async () => {
    void rooms.controller.translate(sentences);
    await pause(100);
    rooms.engine.last.answer();
    await pause(600);
    equal(shown.length, 0);
  });

  it('is shown of what takes longer, and goes when it is done', async () => {
    const done = rooms.controller.translate(sentences);
    await until(() => shown.length === 1, 'progress is shown', 2000);
    matches(shown[0]?.messages[0] ?? '', /Loading the model/);
    rooms.engine.last.answer();
    await done;
    await until(() => shown[0]?.finished === true, 'progress is gone', 2000);
  });

  it('cancels the work', async () => {
    const done = rooms.controller.translate(sentences);
    await until(() => shown.length === 1, 'progress is shown', 2000);
    shown[0]?.cancel.cancel();
    await done;
    equal(rooms.engine.last.signal.aborted, true);
    await until(() => shown[0]?.finished === true, 'progress is gone', 2000);
    equal(rooms.controller.state.busy, null);
  });

  it('is one, whatever supersedes what, and never stuck', async () => {
    const all = [];
    for (let n = 0; n < 20; n++) {
      all.push(rooms.controller.translate([{ text: `phrase ${n}`, language: 'fr', origin: null }]));
      await pause(50);
    }
    equal(shown.length, 1);
    rooms.engine.last.fail(new EngineError('worker-died', 'It died.'));
    await Promise.all(all);
    await until(() => shown[0]?.finished === true, 'progress is gone', 2000);
    await pause(500);
    equal(shown.length, 1);
  });

  it('goes with disposal', async () => {
    void rooms.controller.translate(sentences);
    await until(() => shown.length === 1, 'progress is shown', 2000);
    rooms.dispose();
    await until(() => shown[0]?.finished === true, 'progress is gone', 2000);
  });
});
