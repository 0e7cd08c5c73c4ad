import assert from 'node:assert/strict';
import { openFile, selectText } from '../support/editor';
import { Workbench } from '../support/workbench';

describe('the packaged extension in a real VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    const files = { 'french.md': '# Un chat\n\nLe chat dort sur la table.\n' };
    workbench = await Workbench.open({ suite: 'smoke', files });
  });

  after(() => workbench.close());

  it('translates a selected sentence and draws its attention', async () => {
    await openFile(workbench.page, 'french.md');
    await selectText(workbench.page, 'Le chat dort sur la table.');
    await workbench.runCommand('Attention Lens: Translate with Attention');
    const panel = workbench.panel();
    await panel.locator('.sentence.target .word').first().waitFor();
    await workbench.screenshot('translated');
    assert.match(await panel.locator('.sentence.target').innerText(), /cat/);
    assert.equal(await panel.getByRole('grid').isVisible(), true);
    assert.equal(await workbench.webviewCount(), 1);
  });
});
