import assert from 'node:assert/strict';
import { PanelPage } from './support/panelPage';
import { themeNames } from './support/themes';
import {
  economy,
  germanPanel,
  hostile,
  longSample,
  makeBeam,
  makePanel,
  makeTranslation,
  raining,
  short,
  witch,
  witchBeam,
} from './samples';

/** These draw the pictures that people judge; what can be asserted about them is that nothing was refused. */
describe('how the page looks', () => {
  for (const theme of themeNames) {
    it(`in ${theme}`, async () => {
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
    it(`at ${width} px`, async () => {
      const state = makePanel(makeTranslation(economy), { sentenceCount: 3, position: 7 });
      const panel = await PanelPage.show(state, { width, height });
      await panel.screenshot(`wide-${width}`);
      await panel.hoverCell(1, 2);
      await panel.screenshot(`wide-${width}-hover`);
      assert.deepEqual(panel.complaints, []);
    });
  }

  it('at 60 x 60', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(longSample(60, 60))), { width: 900 });
    await panel.hoverCell(8, 7);
    await panel.screenshot('sixty');
    await panel.page.setViewportSize({ width: 1400, height: 900 });
    await panel.screenshot('sixty-wide');
    assert.deepEqual(panel.complaints, []);
  });

  it('with few words, and with odd ones', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(short)));
    await panel.hoverCell(1, 1);
    await panel.screenshot('short');
    await panel.show(makePanel(makeTranslation(hostile)));
    await panel.hoverCell(3, 4);
    await panel.screenshot('hostile');
    assert.deepEqual(panel.complaints, []);
  });

  it('empty, busy, failed, without weights, by location', async () => {
    const panel = await PanelPage.open({ height: 640 });
    await panel.screenshot('empty');
    await panel.show(makePanel(null, { busy: 'Loading French → English…' }));
    await panel.locator('.busy').waitFor();
    await panel.screenshot('empty-busy');
    await panel.show(
      makePanel(null, {
        error: { message: 'The model “fr-en-luong” cannot be used.', remedy: 'retry' },
        sentenceCount: 0,
      }),
    );
    await panel.screenshot('empty-error');
    await panel.show(makePanel(makeTranslation(witch, { score: 'none' })));
    await panel.screenshot('none');
    await panel.show(
      makePanel(makeTranslation(witch, { score: 'location', complete: false }), { position: 4 }),
    );
    await panel.screenshot('location');
    const error = {
      message: 'The file weights.safetensors of fr-en-luong is damaged. Install the extension again.',
      remedy: 'retry',
    } as const;
    await panel.show(makePanel(makeTranslation(witch), { score: 'dot', error }));
    await panel.screenshot('error');
    await panel.show(makePanel(makeTranslation(witch), { score: 'dot', busy: 'Translating with Dot…' }));
    await panel.locator('.busy').waitFor();
    await panel.screenshot('busy');
    await panel.show(makePanel(makeTranslation(witch), { position: 0 }));
    await panel.screenshot('position-0');
    assert.deepEqual(panel.complaints, []);
  });

  for (const theme of themeNames) {
    it(`with text in another language, in ${theme}`, async () => {
      const panel = await PanelPage.show(germanPanel(), { theme, height: 420 });
      await panel.screenshot(`${theme}-other-language`);
      await panel.page.setViewportSize({ width: 340, height: 420 });
      await panel.screenshot(`${theme}-other-language-narrow`);
      assert.deepEqual(panel.complaints, []);
    });
  }

  it('translated from English, and in a direction that somebody fixed', async () => {
    const english = makeTranslation(raining, { direction: 'en-fr', family: 'luong' });
    const panel = await PanelPage.show(makePanel(english, { sentenceCount: 3 }));
    await panel.screenshot('english');
    await panel.show(makePanel(english, { direction: 'en-fr', isDetected: false }));
    await panel.screenshot('english-fixed');
    for (const width of [620, 480, 360]) {
      await panel.page.setViewportSize({ width, height: 820 });
      await panel.show(makePanel(english, { sentenceCount: 12, sentence: 9, isDetected: false }));
      await panel.screenshot(`english-${width}`);
    }
    assert.deepEqual(panel.complaints, []);
  });

  for (const theme of themeNames) {
    it(`with the hypotheses of a beam, in ${theme}`, async () => {
      const panel = await PanelPage.show(makePanel(makeBeam(witchBeam, 2)), { theme, pixelRatio: 2 });
      await panel.locator('.hypothesis-list').focus();
      await panel.screenshot(`${theme}-beam`);
      assert.deepEqual(panel.complaints, []);
    });
  }

  for (const width of [200, 300, 480, 620, 1000, 1400]) {
    it(`with the hypotheses of a beam, at ${width} px`, async () => {
      const long = longSample(40, 38);
      const samples = Array.from({ length: 12 }, (_, rank) => ({
        ...long,
        target: long.target.filter((_piece, at) => (at + 1) % (rank + 6) !== 0 || rank === 0),
      }));
      const panel = await PanelPage.show(makePanel(makeBeam(witchBeam, 1), { sentenceCount: 3 }), {
        width,
        height: 900,
      });
      await panel.screenshot(`beam-${width}`);
      await panel.show(makePanel(makeBeam(samples, 8)));
      await panel.screenshot(`beam-long-${width}`);
      assert.deepEqual(panel.complaints, []);
    });
  }

  it('in forced colours', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(witch)), {
      forcedColors: true,
      height: 1100,
    });
    await panel.hoverCell(4, 1);
    await panel.screenshot('forced-colors');
    assert.deepEqual(panel.complaints, []);
  });
});
