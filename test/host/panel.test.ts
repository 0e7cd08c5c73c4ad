import { AlignmentPanel } from '../../src/panel/alignmentPanel';
import { PanelController } from '../../src/panel/panelController';
import type { PanelMemory } from '../../src/protocol/panelState';
import { FakeEngine, settled } from '../support/fakeEngine';
import { equal, matches, ok } from './assert';
import { FakeWebviewPanel } from './fakeWebviewPanel';
import { extension } from './support';

const sentences = ['un chat dort', 'deux chiens'].map((text) => ({
  text,
  language: 'fr',
  origin: null,
}));

interface Setup {
  readonly engine: FakeEngine;
  readonly controller: PanelController;
  readonly panel: AlignmentPanel;
  readonly page: FakeWebviewPanel;
  readonly told: unknown[];
}

async function setUp(): Promise<Setup> {
  const engine = new FakeEngine();
  engine.isAutomatic = true;
  const controller = new PanelController(engine, {
    direction: 'auto',
    family: 'bahdanau',
    score: 'additive',
  });
  const told: unknown[] = [];
  controller.onDidFail(({ message }) => told.push(message));
  const panel = new AlignmentPanel(extension().extensionUri, controller, {
    highlight: (row, column) => told.push([row, column]),
    translateSelection: () => told.push('translate'),
    copyTranslation: () => told.push('copy'),
    pageFailed: (message) => told.push(message),
  });
  const page = new FakeWebviewPanel();
  await panel.deserializeWebviewPanel(page.panel);
  return { engine, controller, panel, page, told };
}

const ready = (memory: PanelMemory | null = null): unknown => ({ type: 'ready', memory });

describe('the alignment panel', () => {
  it('may load its own files only, and run nothing inline', async () => {
    const { page } = await setUp();
    equal(page.options.enableScripts, true);
    equal(
      page.options.localResourceRoots?.map((uri) => uri.path.endsWith('/dist/webview')),
      [true],
    );
    matches(page.html, /default-src 'none'/);
  });

  it('posts nothing before the page is ready, then the whole state', async () => {
    const { controller, page } = await setUp();
    await controller.translate(sentences);
    equal(page.posted.length, 0);
    page.say(ready());
    ok(page.last?.type === 'show');
    equal(page.last.state.translation?.sourceText, 'un chat dort');
  });

  it('does what the page wishes', async () => {
    const { controller, page, told } = await setUp();
    page.say(ready());
    await controller.translate(sentences);
    page.say({ type: 'changeScore', score: 'dot' });
    page.say({ type: 'changeFamily', family: 'luong' });
    await settled();
    equal([controller.state.score, controller.state.translation?.model], ['dot', 'fr-en-luong']);
    page.say({ type: 'changeDirection', direction: 'en-fr' });
    await settled();
    equal(controller.state.translation?.model, 'en-fr-luong');
    page.say({ type: 'moveTo', position: 1 });
    equal(controller.state.position, 1);
    page.say({ type: 'showSentence', sentence: 1 });
    await settled();
    equal(controller.state.translation?.sourceText, 'deux chiens');
    page.say({ type: 'highlight', row: 1, column: null });
    page.say({ type: 'translateSelection' });
    page.say({ type: 'failed', message: 'no canvas' });
    equal(told, [[1, null], 'translate', 'no canvas']);
  });

  it('ignores what it does not understand', async () => {
    const { controller, page, told } = await setUp();
    page.say(ready());
    const before = controller.state;
    const nonsense = [
      null,
      'ready',
      { type: 'explode' },
      { type: 'changeScore', score: 'magic' },
      { type: 'moveTo', position: -1 },
      { type: 'showSentence', sentence: 0.5 },
      { type: 'ready', memory: { version: 2 } },
    ];
    for (const message of nonsense) page.say(message);
    await settled();
    equal({ ...controller.state, models: [] }, { ...before, models: [] });
    equal(told, []);
  });

  it('says nothing to a hidden page, and everything when it is back', async () => {
    const { controller, page } = await setUp();
    page.say(ready());
    page.setVisible(false);
    const before = page.posted.length;
    await controller.translate(sentences);
    equal(page.posted.length, before);
    page.setVisible(true);
    page.say(ready());
    ok(page.last?.type === 'show');
    equal(page.last.state.translation?.sourceText, 'un chat dort');
  });

  it('passes on where the cursor of the editor is', async () => {
    const { panel, page } = await setUp();
    panel.point(1);
    equal(page.posted.length, 0);
    page.say(ready());
    panel.point(1);
    equal(page.last, { type: 'point', column: 1 });
  });
});

describe('a restored panel', () => {
  const memory: PanelMemory = {
    version: 2,
    direction: 'en-fr',
    family: 'luong',
    assumed: 'fr-en',
    score: 'general',
    beam: 3,
    hypothesis: 2,
    sentences,
    sentence: 1,
    position: 1,
  };

  it('shows again what its page remembers', async () => {
    const { controller, page } = await setUp();
    page.say(ready(memory));
    await settled();
    const { translation, score, direction, position } = controller.state;
    equal([translation?.beam?.width, translation?.beam?.shown], [3, 2]);
    equal([translation?.sourceText, score, direction, position], ['deux chiens', 'general', 'en-fr', 1]);
    equal(translation?.model, 'en-fr-luong');
    equal(controller.state.memory, memory);
  });

  it('is not a second one', async () => {
    const { panel, page } = await setUp();
    const second = new FakeWebviewPanel();
    await panel.deserializeWebviewPanel(second.panel);
    equal([page.isDisposed, second.isDisposed], [false, true]);
  });
});

describe('closing the panel', () => {
  it('while decoding stops the work, without a word', async () => {
    const { engine, controller, panel, page, told } = await setUp();
    page.say(ready());
    engine.isAutomatic = false;
    const done = controller.translate(sentences);
    page.close();
    await done;
    equal(engine.last.signal.aborted, true);
    equal([controller.state.busy, controller.state.error], [null, null]);
    equal([panel.isOpen, told.length], [false, 0]);
  });

  it('keeps the last result for when it is opened again', async () => {
    const { controller, panel, page } = await setUp();
    await controller.translate(sentences);
    page.close();
    const again = new FakeWebviewPanel();
    await panel.deserializeWebviewPanel(again.panel);
    again.say(ready());
    ok(again.last?.type === 'show');
    equal(again.last.state.translation?.sourceText, 'un chat dort');
  });

  it('comes with disposal', async () => {
    const { panel, page } = await setUp();
    panel.dispose();
    equal(page.isDisposed, true);
  });
});
