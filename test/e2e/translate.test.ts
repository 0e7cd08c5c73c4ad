import assert from 'node:assert/strict';
import {
  contextMenu,
  focusEditor,
  goTo,
  openFile,
  openUntitled,
  selectAll,
  selectText,
} from '../support/editor';
import { PanelView } from '../support/panelView';
import { reference, references } from '../support/reference';
import { Workbench } from '../support/workbench';

const command = 'Attention Lens: Translate with Attention';
const keys = 'Shift+Alt+T';

const cat = 'Le chat dort sur la table.';
const cold = 'Il fait froid aujourd’hui.';
const station = 'Où est la gare ?';
const tooLong = 'le chat et '.repeat(70).trim();

describe('journey 1: translate', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'translate',
      files: {
        'story.md': `# Une histoire\n\n${cat} ${cold}\n\n- ${station}\n\n   \n\n${tooLong}.\n`,
        'program.py': `def f():\n    # ${cold}\n    return 1\n`,
        'fixed.txt': `${station}\n`,
        'cells.ipynb': notebook(['x = 1', cat]),
      },
      settings: {
        '[markdown]': { 'editor.wordWrap': 'off' },
        'diffEditor.useInlineViewWhenSpaceIsLimited': false,
        'files.autoSave': 'off',
        'files.readonlyInclude': { '**/fixed.txt': true },
      },
      size: { width: 1400, height: 900 },
    });
    panel = new PanelView(workbench.page);
    await references([cat, cold, station]);
  });

  after(() => workbench.close());

  it('translates the selection from the palette', async () => {
    await openFile(workbench.page, 'story.md');
    await selectText(workbench.page, cat);
    await workbench.runCommand(command);
    await panel.shows(await reference(cat), 90_000);
    await workbench.screenshot('markdown');
  });

  it('translates the sentence under the cursor by keybinding', async () => {
    await goTo(workbench.page, 3, cat.length + 6);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cold));
    await goTo(workbench.page, 5, 8);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(station));
  });

  it('translates from the context menu of the editor', async () => {
    await goTo(workbench.page, 3, 5);
    await contextMenu(workbench.page, 'Translate with Attention');
    await panel.shows(await reference(cat));
  });

  it('says what to do when nothing but blanks is selected, and keeps the picture', async () => {
    await goTo(workbench.page, 7, 1);
    await workbench.page.keyboard.press('Shift+End');
    await workbench.runCommand(command);
    await workbench.notification('The selection is blank. Select the sentence').waitFor();
    await panel.shows(await reference(cat));
    await goTo(workbench.page, 2, 1);
    await workbench.page.keyboard.press(keys);
    await workbench.notification('There is no text under the cursor').waitFor();
    await workbench.screenshot('blank');
    await workbench.clearNotifications();
  });

  it('says what to do with a sentence that is too long, and draws nothing in its place', async () => {
    await goTo(workbench.page, 9, 5);
    await workbench.page.keyboard.press(keys);
    await workbench.notification(/has \d+ tokens; this model takes \d+ at most. Select a shorter/).waitFor();
    const reading = await panel.reads('an error', ({ notices }) => notices.length > 0);
    assert.match(reading.notices.join(), /Select a shorter sentence/);
    assert.equal(reading.target, '');
    assert.deepEqual(reading.rows, []);
    await workbench.screenshot('too-long');
    await workbench.clearNotifications();
  });

  it('walks through several selected sentences', async () => {
    await goTo(workbench.page, 3, 1);
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.page.keyboard.press('Shift+End');
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cat));
    assert.match(await panel.find('.walker').innerText(), /1 of 3/);
    await panel.button('Next sentence').click();
    await panel.shows(await reference(cold));
    assert.match(await panel.find('.walker').innerText(), /2 of 3/);
    await workbench.screenshot('several');
    await workbench.runCommand('Attention Lens: Next Sentence');
    await panel.shows(await reference(station));
    assert.equal(await panel.button('Next sentence').isDisabled(), true);
    await focusEditor(workbench.page);
    await workbench.page.keyboard.press('Shift+Alt+P');
    await panel.shows(await reference(cold));
  });

  it('takes text from code, from an unsaved document and from one that is read-only', async () => {
    await openFile(workbench.page, 'program.py');
    await selectText(workbench.page, cold);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(cold));
    await openUntitled(workbench.page, station);
    await selectAll(workbench.page);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(station));
    await openFile(workbench.page, 'program.py');
    await openFile(workbench.page, 'fixed.txt');
    await workbench.page.keyboard.press('a');
    await workbench.page.locator('.monaco-editor-overlaymessage', { hasText: 'read-only' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await goTo(workbench.page, 1, 5);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(station));
  });

  it('takes text from a document that is no file', async () => {
    const { page } = workbench;
    await openFile(page, 'program.py');
    await goTo(page, 1);
    await page.keyboard.insertText('# new\n');
    await workbench.runCommand('File: Compare Active File with Saved');
    // On the left is what was saved, in a read-only document of the editor's own.
    const saved = page.locator('.monaco-diff-editor .editor.original');
    await saved.locator('.view-line', { hasText: 'Il fait froid' }).click({ position: { x: 60, y: 8 } });
    await saved
      .locator('.monaco-editor.focused')
      .or(saved.and(page.locator('.focused')))
      .waitFor();
    await page.keyboard.press(keys);
    await panel.shows(await reference(cold));
    await panel.hoverRow(1);
    await workbench.screenshot('virtual');
  });

  it('takes text from a cell of a notebook', async () => {
    const { page } = workbench;
    await page.locator('.explorer-viewlet .monaco-list-row', { hasText: 'cells.ipynb' }).dblclick();
    await page.locator('.notebook-editor .view-line', { hasText: 'Le chat dort' }).click();
    await page.locator('.notebook-editor .monaco-editor.focused').waitFor();
    await page.keyboard.press(keys);
    await panel.shows(await reference(cat));
    await panel.hoverRow(1);
    await workbench.screenshot('notebook');
  });
});

/** A notebook with Python cells, as Jupyter writes it. */
function notebook(cells: readonly string[]): string {
  return JSON.stringify({
    cells: cells.map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source: [source],
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
