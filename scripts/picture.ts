// The picture of the README: the packaged extension in a real VS Code, on a real sentence.
//
//   npm run picture        (after `npm run package`)
import fs from 'node:fs';
import path from 'node:path';
import { focusEditor, openFile, selectText } from '../test/support/editor';
import { PanelView } from '../test/support/panelView';
import { endSession } from '../test/support/session';
import { Workbench } from '../test/support/workbench';
import { root } from './vscode-host/paths.mjs';

const file = 'french.md';
const sentence = "L'accord sur la zone économique européenne a été signé en août 1992.";
/** Which produced token is pointed at: its word in the source is not at the same place. */
const pointedAt = 'area';

async function main(): Promise<void> {
  const text = fs.readFileSync(path.join(root, 'samples', file));
  const workbench = await Workbench.open({
    suite: 'picture',
    files: { [file]: text },
    settings: {
      'attentionLens.model': 'fr-en-luong',
      'attentionLens.scoreFunction': 'general',
      'editor.wordWrap': 'on',
      'editor.minimap.enabled': false,
    },
    size: { width: 1360, height: 980 },
  });
  await openFile(workbench.page, file);
  await selectText(workbench.page, sentence);
  await workbench.runCommand('Attention Lens: Translate with Attention');
  const panel = new PanelView(workbench.page);
  const ready = await panel.reads('the translation', ({ rows }) => rows.length > 1, 90_000);
  const row = ready.rows.indexOf(pointedAt);
  if (row < 0) throw new Error(`“${pointedAt}” was not produced: ${ready.target}`);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await focusEditor(workbench.page);
  await panel.hoverRow(row);
  await panel.find('.row-label.lit').waitFor();
  // The shades in the text editor follow by way of the host.
  await workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor();
  const picture = await workbench.screenshot('panel');
  fs.mkdirSync(path.join(root, 'docs', 'images'), { recursive: true });
  fs.copyFileSync(picture, path.join(root, 'docs', 'images', 'panel.png'));
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(endSession);
