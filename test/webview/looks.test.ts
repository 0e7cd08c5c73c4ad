import assert from 'node:assert/strict';
import { PanelPage } from './support/panelPage';
import { themeNames } from './support/themes';
import { economy, longSample, makePanel, makeTranslation, witch } from './samples';

describe('how the page looks (pictures for people)', () => {
  for (const theme of themeNames) {
    it(`draws a finished translation in ${theme}`, async () => {
      const panel = await PanelPage.show(makePanel(makeTranslation(witch)), { theme, pixelRatio: 2 });
      await panel.screenshot(`${theme}-finished`);
      await panel.hoverCell(4, 1);
      await panel.screenshot(`${theme}-hover`);
      assert.deepEqual(panel.complaints, []);
    });
  }

  for (const [width, height] of [
    [320, 700],
    [560, 800],
    [1400, 900],
  ] as const) {
    it(`is whole at ${width} px`, async () => {
      const panel = await PanelPage.show(
        makePanel(makeTranslation(economy), { sentenceCount: 3, position: 7 }),
        {
          width,
          height,
        },
      );
      await panel.screenshot(`wide-${width}`);
      await panel.page.screenshot({ path: `test/.artifacts/webview/wide-${width}-full.png`, fullPage: true });
      assert.deepEqual(panel.complaints, []);
    });
  }

  it('draws sixty by sixty', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(60, 60))), { width: 900 });
    await panel.hoverCell(8, 7);
    await panel.screenshot('sixty');
    assert.deepEqual(panel.complaints, []);
  });

  it('shows none, location, empty, busy and error', async () => {
    const panel = await PanelPage.open({ width: 760, height: 640 });
    await panel.screenshot('empty');
    await panel.show(makePanel(null, { busy: 'Loading French → English…' }));
    await panel.page.waitForTimeout(300);
    await panel.screenshot('empty-busy');
    await panel.show(makePanel(makeTranslation(witch, { score: 'none' })));
    await panel.screenshot('none');
    await panel.show(
      makePanel(makeTranslation(witch, { score: 'location', complete: false }), { position: 4 }),
    );
    await panel.screenshot('location');
    const error = 'The file weights.safetensors of fr-en-luong is damaged. Install the extension again.';
    await panel.show(makePanel(makeTranslation(witch), { score: 'dot', error, busy: null }));
    await panel.screenshot('error');
    await panel.show(makePanel(makeTranslation(witch), { score: 'dot', busy: 'Translating with Dot…' }));
    await panel.page.waitForTimeout(300);
    await panel.screenshot('busy');
    assert.deepEqual(panel.complaints, []);
  });
});
