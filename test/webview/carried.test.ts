import assert from 'node:assert/strict';
import type { TargetToken, Translation } from '../../src/protocol/translation';
import { makePanel, makeTranslation, type SampleSentence } from './samples';
import { PanelPage } from './support/panelPage';
import { themeNames } from './support/themes';

const url = 'https://exemple.fr/une/adresse/vraiment/longue?avec=beaucoup&de=choses#et-une-fin-sans-tiret';
const guide = '](https://exemple.fr/le-guide)';

/** “Le **chat** lit `foo()` dans [le guide](…), voir https://….” into a sentence that has lost its last two spans. */
const sample: SampleSentence = {
  source: [
    '▁Le',
    '▁**',
    'chat',
    '**',
    '▁lit',
    '▁`foo()`',
    '▁dans',
    '▁[',
    'le',
    '▁guide',
    guide,
    `▁${url}`,
    '</s>',
  ],
  target: [
    '▁The',
    '▁**',
    'cat',
    '**',
    '▁reads',
    '▁`foo()`',
    '▁in',
    '▁[',
    'the',
    '▁guide',
    guide,
    '.',
    '</s>',
  ],
  alignment: [[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [10], [11], [12]],
};
const spans = new Set(['**', '`foo()`', '[', guide, url]);

function carry<T extends TargetToken>(token: T): T {
  return spans.has(token.text) ? { ...token, piece: '▁\uE000', carried: true } : token;
}

const plain = makeTranslation(sample);
const translation: Translation = {
  ...plain,
  sourceTokens: plain.sourceTokens.map(carry),
  steps: plain.steps.map((step) => ({
    ...step,
    token: carry(step.token),
    candidates: step.candidates.map(carry),
  })),
  missing: [url, '~~…~~'],
  repeated: [],
};

describe('what is carried over', () => {
  it('is named if it did not get into the translation', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    const notices = await panel.page.getByRole('status').filter({ hasText: 'carried over' }).innerText();
    assert.match(
      notices,
      /^“https:\/\/exemple\.fr\/une\/[^”]*…” and “~~…~~” were not carried over into the translation\.$/u,
    );
    await panel.show(makePanel({ ...translation, missing: [], repeated: ['`foo()`'] }));
    assert.equal(
      await panel.locator('.notices').innerText(),
      '“`foo()`” is in the translation more than once.',
    );
    await panel.show(makePanel({ ...translation, missing: [] }));
    assert.equal(await panel.locator('.notices').isVisible(), false);
    assert.deepEqual(panel.complaints, []);
  });

  it('is a token of its own, with the text that it stands for', async () => {
    const panel = await PanelPage.show(makePanel(translation), { width: 1400 });
    assert.equal(await panel.locator('.row-label .token').nth(10).getAttribute('title'), guide);
    assert.equal(await panel.locator('.token-piece').filter({ hasText: 'exemple' }).count(), 0);
    assert.equal(await panel.locator('.joins-before').count(), 0);
    const shown = panel.locator('.sentence.target .word');
    assert.equal(await shown.nth(5).innerText(), '`foo()`');
    assert.ok(!(await panel.page.innerText('body')).includes('\uE000'));
  });

  it('breaks its long names where there is no room', async () => {
    const panel = await PanelPage.show(makePanel(translation), { width: 320, height: 900 });
    const overflow = await panel.page.evaluate(() => {
      const note = document.querySelector('.notices .notice');
      return note === null ? null : [note.scrollWidth - note.clientWidth, note.getBoundingClientRect().right];
    });
    assert.ok(overflow !== null && overflow[0]! <= 0 && overflow[1]! <= 320);
    await panel.screenshot('carried-320');
    for (const theme of themeNames) {
      await panel.setTheme(theme);
      await panel.page.setViewportSize({ width: 900, height: 900 });
      await panel.screenshot(`carried-${theme}`);
    }
    assert.deepEqual(panel.complaints, []);
  });
});
