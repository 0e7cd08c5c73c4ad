import assert from 'node:assert/strict';
import { goTo, openFile, selectAll } from '../support/editor';
import { pick } from '../support/palette';
import { PanelView } from '../support/panelView';
import { reference } from '../support/reference';
import { Workbench } from '../support/workbench';

const keys = 'Shift+Alt+T';
const french = 'Le chat dort sur la table.';
const english = 'I have never seen such a beautiful garden.';
const german = 'Ich weiß nicht, wo der Bahnhof ist.';

describe('journey: the direction is chosen from the text', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'direction',
      files: { 'mixed.md': `${french}\n\n${english}\n`, 'german.md': `${german}\n` },
      size: { width: 1500, height: 900 },
    });
    panel = new PanelView(workbench.page);
  });

  after(() => workbench.close());

  it('says which language a text is in if it is neither, and translates it all the same when told to', async () => {
    await openFile(workbench.page, 'german.md');
    await workbench.page.keyboard.press(keys);
    const message = workbench.notification(
      /This looks like German\. The models translate French and English/,
    );
    await message.waitFor({ timeout: 60_000 });
    const isGerman = ({ notices }: { notices: readonly string[] }) => notices.join().includes('like German');
    await panel.reads('the same in the panel', isGerman);
    assert.equal(await panel.button('Retry').isVisible(), false);
    assert.equal(await panel.find('#score').isEnabled(), true);
    await workbench.screenshot('german');
    await panel.find('.notice-error').getByRole('button', { name: 'French → English' }).click();
    const reading = await panel.shows(await reference(german, { model: 'fr-en-luong' }));
    assert.equal(reading.direction, 'French → English (fixed)');
    await workbench.runCommand('Attention Lens: Change Direction…');
    await workbench.screenshot('directions');
    await pick(workbench.page, 'Detect from the text');
    await panel.reads('the message again', isGerman);
  });

  it('goes each sentence’s own way in a text of both languages', async () => {
    await openFile(workbench.page, 'mixed.md');
    await selectAll(workbench.page);
    await workbench.page.keyboard.press(keys);
    const first = await panel.shows(await reference(french), 90_000);
    assert.equal(first.direction, 'French → English (detected)');
    await panel.button('Next sentence').click();
    const second = await panel.shows(await reference(english, { model: 'en-fr-luong' }));
    assert.equal(second.direction, 'English → French (detected)');
    await workbench.screenshot('english');
  });

  it('is turned round by a key, the button and the setting', async () => {
    await openFile(workbench.page, 'mixed.md');
    await goTo(workbench.page, 3);
    await workbench.page.keyboard.press(keys);
    await panel.shows(await reference(english, { model: 'en-fr-luong' }), 90_000);
    await workbench.page.keyboard.press('Shift+Alt+X');
    await pick(workbench.page, 'French → English');
    const fixed = await panel.shows(await reference(english, { model: 'fr-en-luong' }));
    assert.equal(fixed.direction, 'French → English (fixed)');
    await panel.button('Translate English → French instead').click();
    const swapped = await panel.shows(await reference(english, { model: 'en-fr-luong' }));
    assert.equal(swapped.direction, 'English → French (fixed)');
    workbench.changeSettings({ 'attentionLens.direction': 'fr-en', 'attentionLens.family': 'bahdanau' });
    await panel.shows(await reference(english, { model: 'fr-en-bahdanau' }));
  });
});
