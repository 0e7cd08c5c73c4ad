import assert from 'node:assert/strict';
import { openFile, selectAll } from '../support/editor';
import { pick } from '../support/palette';
import { PanelView } from '../support/panelView';
import { reference } from '../support/reference';
import { Workbench } from '../support/workbench';

const first = 'Il fait froid aujourd’hui.';
const second = 'La petite fille cherche son chien dans le jardin.';
const long =
  'Si j’avais su que le train partirait si tôt, je me serais levé avant l’aube et j’aurais préparé mes affaires la veille, parce que je ne voulais pas arriver en retard.';

describe('journey 6: looks, and what a reload brings back', () => {
  let workbench: Workbench;
  let panel: PanelView;

  before(async () => {
    workbench = await Workbench.open({
      suite: 'restore',
      files: { 'two.md': `${first} ${second}\n`, 'long.txt': `${long}\n` },
      settings: { 'editor.wordWrap': 'on' },
      size: { width: 1500, height: 1000 },
    });
    panel = new PanelView(workbench.page);
  });

  after(() => workbench.close());

  it('restores sentence, direction, family, score function and step when the window is reloaded', async () => {
    const expected = await reference(second, { model: 'fr-en-bahdanau', score: 'general' });
    const count = expected.targetTokens.length;
    await openFile(workbench.page, 'two.md');
    await selectAll(workbench.page);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.shows(await reference(first), 90_000);
    await workbench.runCommand('Attention Lens: Change Decoder Family…');
    await pick(workbench.page, 'Bahdanau');
    await panel.find('#direction').selectOption('fr-en');
    await workbench.runCommand('Attention Lens: Change Score Function…');
    await pick(workbench.page, 'General');
    await panel.button('Next sentence').click();
    await panel.shows(expected);
    await workbench.runCommand('Attention Lens: Step to First');
    for (let i = 0; i < 3; i++) await panel.button(/One step forward/).click();
    const isAtThree = (reading: { step: string; source: string; isBusy: boolean }) =>
      reading.step === `Step 3 of ${count}` && reading.source === second && !reading.isBusy;
    await panel.reads('step 3', isAtThree);
    await workbench.screenshot('before-reload');

    await workbench.reload();

    const reading = await panel.reads('step 3 again', isAtThree, 90_000);
    assert.equal(reading.model, 'fr-en-bahdanau');
    assert.equal(reading.direction, 'French → English (fixed)');
    assert.equal(reading.score, 'general');
    assert.equal(await panel.find('.walker').textContent(), 'Sentence 2 of 2');
    assert.deepEqual(
      (await panel.scoreLines()).map(({ weight }) => weight),
      expected.weights?.[2]?.map(Math.fround),
    );
    assert.equal(await workbench.webviewCount(), 1);
    await workbench.screenshot('after-reload');
    await workbench.runCommand('Attention Lens: Step to End');
    await panel.shows(expected);
  });

  it('shades by weight in every theme, long sentences too, and stays whole in a narrow panel', async () => {
    const expected = await reference(long, { model: 'fr-en-luong', score: 'general' });
    const weights = expected.weights ?? [];
    await openFile(workbench.page, 'long.txt');
    await selectAll(workbench.page);
    await workbench.runCommand('Attention Lens: Translate with Attention');
    await panel.find('#family').selectOption('luong');
    await panel.find('#score').selectOption('general');
    await panel.shows(expected);
    const rows = weights.length;
    const columns = weights[0]?.length ?? 0;
    for (const theme of ['vs', 'vs-dark', 'hc-light', 'hc-black'] as const) {
      await workbench.setTheme(theme);
      await panel
        .find(
          `body.vscode-${{ vs: 'light', 'vs-dark': 'dark', 'hc-light': 'high-contrast-light', 'hc-black': 'high-contrast' }[theme]}`,
        )
        .waitFor();
      await panel.hoverRow(1);
      await workbench.screenshot(`long-${theme}`);
      const shades = await panel.shades(rows, columns);
      assertDarkensWithWeight(weights, shades);
    }
    await workbench.setTheme('vs-dark');
    await workbench.resize(760, 900);
    await panel.shows(expected);
    await workbench.screenshot('narrow');
    const tooWide = await panel
      .find('html')
      .evaluate((root) =>
        root.scrollWidth <= root.clientWidth
          ? []
          : [...root.querySelectorAll('*:not([role=grid] *)')]
              .filter((node) => node.getBoundingClientRect().right > root.clientWidth)
              .map((node) => `${node.tagName} ${node.className}`),
      );
    assert.deepEqual(tooWide, [], 'nothing makes the page wider than the panel');
  });
});

/** Of any two cells whose weights differ clearly, the larger weight is farther from the colour of no weight. */
function assertDarkensWithWeight(
  weights: readonly (readonly number[])[],
  shades: readonly (readonly (readonly [number, number, number])[])[],
): void {
  const cells = weights.flatMap((row, r) =>
    row.map((weight, c) => ({ weight, shade: shades[r]?.[c] ?? ([0, 0, 0] as const) })),
  );
  cells.sort((a, b) => a.weight - b.weight);
  const paper = cells[0]?.shade ?? [0, 0, 0];
  const distance = (shade: readonly [number, number, number]) =>
    Math.hypot(shade[0] - paper[0], shade[1] - paper[1], shade[2] - paper[2]);
  const strongest = cells.at(-1);
  assert.ok(strongest !== undefined && distance(strongest.shade) > 60, 'the strongest weight is seen');
  const sample = cells.filter((_, i) => i % Math.ceil(cells.length / 60) === 0);
  for (const a of sample) {
    for (const b of sample) {
      if (b.weight > a.weight + 0.1) {
        assert.ok(distance(b.shade) > distance(a.shade), `${b.weight} is not stronger than ${a.weight}`);
      }
    }
  }
}
