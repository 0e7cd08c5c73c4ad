import assert from 'node:assert/strict';
import { makePanel, makeTranslation, witch } from './samples';
import { PanelPage } from './support/panelPage';

const translation = makeTranslation(witch);
const pane = (panel: PanelPage) => panel.locator('.step-pane');

describe('stepping through decoding', () => {
  it('shows the row just produced with energies, weights and candidates as they came', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 5 }));
    assert.match(await pane(panel).locator('h2').innerText(), /Step 5\s*house\s*just produced/);
    const step = translation.steps[4]!;
    const numbers = await pane(panel)
      .locator('tbody tr')
      .evaluateAll((lines) =>
        lines.map((line) => Array.from(line.querySelectorAll('data'), (data) => Number(data.value))),
      );
    assert.deepEqual(
      numbers,
      step.energies!.map((energy, column) => [energy, step.weights![column]]),
    );
    const candidates = await pane(panel)
      .locator('li')
      .evaluateAll((lines) =>
        lines.map((line) => [
          line.querySelector('.name')?.textContent,
          Number(line.querySelector('data')?.value),
        ]),
      );
    assert.equal(candidates.length, step.candidates.length);
    step.candidates.forEach(({ text, logProbability }, index) => {
      const [name, probability] = candidates[index] ?? [];
      assert.equal(name, text);
      assert.ok(Math.abs(Number(probability) - Math.exp(logProbability)) < 1e-12);
    });
    assert.equal(
      await pane(panel)
        .locator('.is-chosen')
        .innerText()
        .then((text) => text.includes('produced')),
      true,
    );
  });

  it('draws bars as long as the weights', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 5 }));
    const widths = await pane(panel)
      .locator('tbody tr td:nth-child(4) .fill')
      .evaluateAll((fills) => fills.map((fill) => parseFloat((fill as HTMLElement).style.width) / 100));
    translation.steps[4]!.weights!.forEach((weight, column) => {
      assert.ok(Math.abs(widths[column]! - weight) < 1e-4);
    });
  });

  it('says which state was the query: the families differ', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 5 }));
    assert.match(
      await pane(panel).locator('.explain').innerText(),
      /The query is s₄, .*step before \(Bahdanau\).*“house”/,
    );
    await panel.show(makePanel(makeTranslation(witch, { family: 'luong' }), { position: 5 }));
    assert.match(await pane(panel).locator('.explain').innerText(), /The query is s₅, .*\(Luong\).*“house”/);
  });

  it('shows the translation so far, and marks its last row', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 3 }));
    assert.equal(await panel.locator('.target').innerText(), 'The witch');
    assert.equal(await panel.locator('.caret').count(), 1);
    assert.deepEqual(await panel.locator('.just-produced').allInnerTexts(), ['ch']);
    assert.equal(await panel.locator('.band-produced').isVisible(), true);
    assert.deepEqual(await pane(panel).locator('.so-far .token').allInnerTexts(), ['start', 'The', 'wit']);
  });

  it('shows at the start what is about to be produced', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 0 }));
    assert.match(await pane(panel).locator('h2').innerText(), /Step 1\s*The\s*about to be produced/);
    assert.equal(await panel.locator('.row-label').count(), 0);
    assert.equal(await panel.locator('.target').innerText(), '');
    assert.equal(await panel.locator('.position').innerText(), 'Step 0 of 10');
    await panel.locator('.grid').focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await panel.locator('.grid').getAttribute('aria-activedescendant'), 'column-1');
  });

  it('asks the host for each move', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 5 }));
    const moves = async () => (await panel.postedOf('moveTo')).map(({ position }) => position);
    const button = (name: string) => panel.page.getByRole('button', { name }).click({ force: true });
    await button('One step forward');
    await button('One step forward');
    assert.deepEqual(await moves(), [6, 7], 'two quick steps are two steps');
    await panel.show(makePanel(translation, { position: 7 }));
    await button('One step back');
    await panel.show(makePanel(translation, { position: 6 }));
    await button('To the first step');
    await panel.show(makePanel(translation, { position: 0 }));
    await button('One step back');
    await button('To the end');
    await panel.show(makePanel(translation, { position: 10 }));
    await button('One step forward');
    assert.deepEqual(await moves(), [6, 7, 6, 0, 10], 'nothing beyond either end');
  });

  it('steps with keys and with the slider', async () => {
    const panel = await PanelPage.show(makePanel(translation, { position: 5 }));
    await panel.page.keyboard.press('.');
    await panel.show(makePanel(translation, { position: 6 }));
    await panel.page.keyboard.press(',');
    await panel.show(makePanel(translation, { position: 5 }));
    await panel.page.keyboard.press('<');
    await panel.show(makePanel(translation, { position: 0 }));
    await panel.page.getByRole('slider').focus();
    await panel.page.keyboard.press('ArrowRight');
    await panel.show(makePanel(translation, { position: 1 }));
    await panel.page.keyboard.press('End');
    assert.deepEqual(
      (await panel.postedOf('moveTo')).map(({ position }) => position),
      [6, 5, 0, 1, 10],
    );
  });

  it('looks into the row that is lit', async () => {
    const panel = await PanelPage.show(makePanel(translation));
    await panel.hoverCell(1, 4);
    // The pane follows when the pointer rests.
    await pane(panel).locator('h2 .tag', { hasText: 'highlighted' }).waitFor();
    assert.match(await pane(panel).locator('h2').innerText(), /Step 2\s*wit\s*highlighted/);
    await panel.page.mouse.move(3, 3);
    await pane(panel).locator('h2 .tag', { hasText: 'just produced' }).waitFor();
    assert.match(await pane(panel).locator('h2').innerText(), /Step 10\s*end of sentence\s*just produced/);
  });
});
