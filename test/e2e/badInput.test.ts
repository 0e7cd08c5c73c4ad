import assert from 'node:assert/strict';
import { closeTab, focusEditor, goTo, openFile, openUntitled, selectAll } from '../support/editor';
import { changeInstalled, hideModel, holdEngine, type Change } from '../support/installed';
import { pick } from '../support/palette';
import { PanelView } from '../support/panelView';
import { reference, references } from '../support/reference';
import { until } from '../support/until';
import { Workbench } from '../support/workbench';

const command = 'Attention Lens: Translate with Attention';
const keys = 'Shift+Alt+T';
const cat = 'Le chat dort.';
const lines = Array.from({ length: 20 }, (_, i) => `Il a ${i + 2} ans.`);

/** Text that is no plain French, with what of it is translated. */
const strange: Record<string, readonly [selected: string, sentence: string]> = {
  emoji: ['J’aime 🍕 et 👩‍👩‍👧 !', 'J’aime 🍕 et 👩‍👩‍👧 !'],
  Arabic: ['مرحبا بالعالم', 'مرحبا بالعالم'],
  Chinese: ['我喜欢猫', '我喜欢猫'],
  'combining marks': ['Le cafe\u0301 est ferme\u0301.', 'Le cafe\u0301 est ferme\u0301.'],
  'tabs and line ends': ['Le chat\tdort\nsur la table.', 'Le chat dort sur la table.'],
};

describe('bad input, and impatience', () => {
  let workbench: Workbench;
  let panel: PanelView;
  let previous: Workbench | undefined;
  let change: Change | undefined;

  const files = {
    'text.md': `${cat}\n`,
    'lines.txt': `${lines.join('\n\n')}\n`,
    'line.txt': `${'abcdefghi '.repeat(1000)}\n`,
    // Only the first half kilobyte is looked at for what is not text.
    'nul.txt': `${'\n'.repeat(600)}Le chat\0 dort.\n`,
    'surrogate.txt': Buffer.from('\u{feff}Le chat \u{d83d} dort.\n', 'utf16le'),
  };

  before(async () => {
    await references([cat, lines.at(-1)!, ...Object.values(strange).map(([, sentence]) => sentence)]);
  });

  beforeEach(async () => {
    // Closed only now, so that a failure can be looked at.
    await previous?.close();
    workbench = previous = await Workbench.open({
      suite: 'bad-input',
      files,
      // Other languages, too, are to be translated here, so that one sees that nothing of them is lost.
      settings: { 'attentionLens.direction': 'fr-en' },
      size: { width: 1400, height: 900 },
    });
    panel = new PanelView(workbench.page);
  });

  afterEach(() => {
    change?.undo();
    change = undefined;
    assert.deepEqual(workbench.failuresOfExtensions(), []);
  });

  after(() => previous?.close());

  /** Progress ends with the work, a moment later, and nothing went wrong. */
  const hasNothingToSay = () =>
    until(
      'notifications to be gone',
      () => workbench.notifications(),
      (all) => all.length === 0,
    );

  it('translates whatever is selected, and says what it cannot', async () => {
    for (const [name, [selected, sentence]] of Object.entries(strange)) {
      await openUntitled(workbench.page, selected);
      await selectAll(workbench.page);
      await workbench.page.keyboard.press(keys);
      const { target, score } = await reference(sentence);
      await panel.reads(
        name,
        (now) => now.source === sentence && now.target === target && now.score === score,
      );
      await workbench.screenshot(name.replaceAll(' ', '-'));
    }
    await openFile(workbench.page, 'surrogate.txt');
    await workbench.page.keyboard.press(keys);
    await panel.reads('an unpaired surrogate', ({ source }) => /^Le chat \u{fffd} dort\.$/u.test(source));
    await openFile(workbench.page, 'nul.txt');
    await goTo(workbench.page, 601, 2);
    await workbench.page.keyboard.press(keys);
    await panel.reads('a NUL', ({ source }) => source === 'Le chat␀ dort.');
    await openFile(workbench.page, 'line.txt');
    await workbench.page.keyboard.press(keys);
    await workbench.notification(/takes \d+ (tokens )?at most/).waitFor();
    await panel.reads(
      'no picture of another text',
      ({ target, notices }) => target === '' && notices.length > 0,
    );
  });

  it('takes twenty commands in a second, and ends with the last', async () => {
    await openFile(workbench.page, 'lines.txt');
    await goTo(workbench.page, 1);
    for (let i = 0; i < lines.length; i++) {
      await workbench.page.keyboard.press(keys);
      if (i + 1 < lines.length) {
        await workbench.page.keyboard.press('ArrowDown');
        await workbench.page.keyboard.press('ArrowDown');
      }
    }
    await panel.shows(await reference(lines.at(-1)!), 90_000);
    await hasNothingToSay();
    assert.equal(await workbench.webviewCount(), 1);
  });

  it('shows progress after a moment, and Cancel stops the work', async () => {
    change = await holdEngine();
    await openFile(workbench.page, 'text.md');
    await workbench.page.keyboard.press(keys);
    const progress = workbench.notification('Attention Lens: Loading the model');
    await progress.waitFor();
    await panel.find('.busy').waitFor();
    await workbench.screenshot('progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'hidden' });
    await panel.reads('nothing', ({ isEmpty, isBusy }) => isEmpty && !isBusy);
    change.undo();
    // What was cancelled does not come after all; what is asked for next does.
    await focusEditor(workbench.page);
    await goTo(workbench.page, 1, 4);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cat), 90_000);
    await hasNothingToSay();
  });

  it('survives a selection that moves, a document and a panel that are closed, while it decodes', async () => {
    change = await holdEngine();
    await openFile(workbench.page, 'text.md');
    await workbench.page.keyboard.press(keys);
    await panel.find('.busy').waitFor();
    await workbench.page.keyboard.press('Control+End');
    await closeTab(workbench.page, 'text.md');
    change.undo();
    await panel.shows(await reference(cat), 90_000);
    await panel.hoverRow(1);
    await panel.inspects(1);
  });

  it('forgets the work when the panel is closed meanwhile', async () => {
    change = await holdEngine();
    await openFile(workbench.page, 'text.md');
    await workbench.page.keyboard.press(keys);
    const progress = workbench.notification('Attention Lens: Loading the model');
    await progress.waitFor();
    await closeTab(workbench.page, 'Alignment');
    await progress.waitFor({ state: 'hidden' });
    change.undo();
    await workbench.runCommand('Attention Lens: Open Alignment Panel');
    await panel.reads('the empty state', ({ isEmpty, isBusy }) => isEmpty && !isBusy);
    await openFile(workbench.page, 'text.md');
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cat), 90_000);
  });

  it('says which file of a model is altered, and translates again once it is whole', async () => {
    change = await changeInstalled('models/fr-en-bahdanau/weights.safetensors', (content) => {
      const altered = Buffer.from(content);
      altered[altered.length - 1]! ^= 1;
      return altered;
    });
    await openFile(workbench.page, 'text.md');
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cat), 90_000);
    await panel.find('#family').selectOption('bahdanau');
    await workbench.notification(/weights\.safetensors.*was altered/).waitFor();
    await panel.reads('an error', ({ notices }) => notices.join().includes('weights.safetensors'));
    await workbench.screenshot('altered');
    change.undo();
    await panel.button('Retry').click();
    await panel.shows(await reference(cat, { model: 'fr-en-bahdanau' }));
  });

  it('says that a model is not there, and offers the others', async () => {
    change = await hideModel('fr-en-luong');
    await openFile(workbench.page, 'text.md');
    await workbench.runCommand(command);
    const message = workbench.notification(/There is no model .*fr-en-luong/);
    await message.waitFor({ timeout: 60_000 });
    await panel.reads('the same in the panel', ({ notices }) => notices.join().includes('fr-en-luong'));
    assert.equal(await panel.button('Retry').isVisible(), false);
    await workbench.screenshot('unknown-model');
    await message.getByRole('button', { name: 'Change Family…' }).click();
    await pick(workbench.page, 'Bahdanau');
    await panel.shows(await reference(cat, { model: 'fr-en-bahdanau' }));
  });
});
