import assert from 'node:assert/strict';
import { openFile, selectText } from '../support/editor';
import { Workbench } from '../support/workbench';

describe('the packaged extension in a real VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'smoke',
      files: { 'french.md': 'Le chat dort sur la table.\n' },
    });
  });

  after(() => workbench.close());

  it('opens the alignment panel from the palette', async () => {
    await openFile(workbench.page, 'french.md');
    await selectText(workbench.page, 'Le chat dort');
    await workbench.runCommand('Attention Lens: Open Alignment Panel');
    await workbench.panel().locator('body').waitFor();
    await workbench.screenshot('panel');
    assert.equal(await workbench.webviewCount(), 1);
  });
});
