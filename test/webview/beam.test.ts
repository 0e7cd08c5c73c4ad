import assert from 'node:assert/strict';
import { makeBeam, makePanel, makeTranslation, witch, witchBeam } from './samples';
import { PanelPage } from './support/panelPage';

const chosen = (panel: PanelPage) =>
  panel.postedOf('showHypothesis').then((all) => all.map((one) => one.hypothesis));

describe('the hypotheses of a beam', () => {
  it('are not there while decoding is greedy, and come with a beam', async () => {
    const panel = await PanelPage.show(makePanel(makeTranslation(witch)));
    assert.equal(await panel.locator('.hypotheses').isVisible(), false);
    assert.match((await panel.locator('.reading-notes').textContent()) ?? '', /^Greedy decoding/);
    await panel.locator('#beam').selectOption('4');
    assert.deepEqual(await panel.postedOf('changeBeam'), [{ type: 'changeBeam', beam: 4 }]);
    await panel.show(makePanel(makeBeam(witchBeam)));
    assert.equal(await panel.locator('.hypotheses').isVisible(), true);
    assert.equal(await panel.locator('#beam').inputValue(), '4');
    assert.match(
      (await panel.locator('.reading-notes').textContent()) ?? '',
      /^Beam search, K = 4: .* This is the best of 4 by score: .*α = 1 \(Wu et al\. 2016\)/,
    );
    assert.deepEqual(panel.complaints, []);
  });

  it('are a list box with every number in it, exact, and what is different from the best', async () => {
    const { beam, ...translation } = makeBeam(witchBeam, 1);
    const panel = await PanelPage.show(makePanel({ ...translation, beam }));
    const list = panel.page.getByRole('listbox', { name: /Hypotheses/ });
    const options = list.getByRole('option');
    assert.equal(await options.count(), 4);
    assert.deepEqual(await options.evaluateAll((all) => all.map((one) => one.ariaSelected)), [
      'false',
      'true',
      'false',
      'false',
    ]);
    assert.equal(await list.getAttribute('aria-activedescendant'), await options.nth(1).getAttribute('id'));
    for (const [number, { score, logProbability, targetText }] of beam!.hypotheses.entries()) {
      const option = options.nth(number);
      assert.deepEqual(
        await option
          .locator('data')
          .evaluateAll((all) => all.map((data) => Number(data.getAttribute('value')))),
        [score, logProbability],
      );
      assert.ok((await option.getAttribute('aria-label'))?.startsWith(`${number + 1} of 4: ${targetText};`));
      const [bar, fill] = [
        await option.locator('.bar').boundingBox(),
        await option.locator('.fill').boundingBox(),
      ];
      assert.ok(Math.abs(fill!.width / bar!.width - Math.exp(score)) < 0.02);
    }
    assert.deepEqual(await options.nth(0).locator('.differs, .gap').count(), 0);
    assert.deepEqual(await options.nth(1).locator('.differs').allInnerTexts(), ['empty.']);
    assert.deepEqual(await options.nth(3).locator('.gap').count(), 1);
  });

  it('are chosen by arrow keys, as many as are pressed, and by a click', async () => {
    const panel = await PanelPage.show(makePanel(makeBeam(witchBeam)));
    await panel.locator('.hypothesis-list').focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    // The answer to the first press must not undo the second.
    await panel.show(makePanel(makeBeam(witchBeam, 1)));
    await panel.page.keyboard.press('ArrowDown');
    assert.deepEqual(await chosen(panel), [1, 2, 3]);
    await panel.show(makePanel(makeBeam(witchBeam, 3)));
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('ArrowUp');
    assert.deepEqual(await chosen(panel), [1, 2, 3, 0, 3, 2]);
    await panel.show(makePanel(makeBeam(witchBeam, 2)));
    await panel.locator('.hypothesis').nth(1).click();
    assert.equal((await chosen(panel)).at(-1), 1);
    assert.deepEqual(await panel.postedOf('moveTo'), []);
  });

  it('are what picture, sentences and steps are of', async () => {
    const panel = await PanelPage.show(makePanel(makeBeam(witchBeam)));
    for (const [number, { target }] of witchBeam.entries()) {
      const translation = makeBeam(witchBeam, number);
      await panel.show(makePanel(translation));
      assert.equal(await panel.locator('.sentence.target').textContent(), translation.targetText);
      assert.equal(await panel.locator('[role=rowheader]').count(), target.length);
      await panel.locator('.row-label[data-row="1"]').hover();
      await panel.locator('.step-pane .step-number').getByText('Step 2', { exact: true }).waitFor();
      const weights = await panel
        .locator('.scores tbody tr')
        .evaluateAll((lines) => lines.map((line) => Number(line.querySelectorAll('data')[1]?.value)));
      assert.deepEqual(weights, translation.steps[1]!.weights);
    }
    assert.deepEqual(panel.complaints, []);
  });

  it('stay within the panel, however narrow and long', async () => {
    const panel = await PanelPage.show(makePanel(makeBeam(witchBeam, 2)), { width: 220 });
    for (const width of [220, 300, 480, 700, 1000]) {
      await panel.page.setViewportSize({ width, height: 800 });
      await panel.settle();
      const tooWide = await panel.locator('.hypothesis-list').evaluate((list) => {
        const { right } = list.getBoundingClientRect();
        return [...list.querySelectorAll('*')]
          .filter((node) => node.getBoundingClientRect().right > right + 1)
          .map((node) => node.outerHTML);
      });
      assert.deepEqual(tooWide, [], `${width} px`);
    }
  });
});
