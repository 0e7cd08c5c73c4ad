import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { tokenName, type Reference } from './reference';
import { until } from './until';

/** What a person can read in the panel. */
export interface Reading {
  readonly source: string;
  readonly target: string;
  /** The model that direction and family come to; empty while there is no direction. */
  readonly model: string;
  /** As it is written: `French → English (detected)`. */
  readonly direction: string;
  readonly score: string;
  readonly step: string;
  /** How many hypotheses are listed; none where decoding is greedy. */
  readonly hypotheses: number;
  /** Names of the source and of the produced tokens at the heatmap; none where it is not drawn. */
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly hasLegend: boolean;
  readonly saysNoWeights: boolean;
  readonly isEmpty: boolean;
  readonly isBusy: boolean;
  readonly notices: readonly string[];
}

/** One line of the table of energies and weights, the numbers exact. */
export interface ScoreLine {
  readonly source: string;
  readonly energy: number;
  readonly weight: number;
}

/** A line of the list of candidates. */
export interface CandidateLine {
  readonly token: string;
  readonly probability: number;
  readonly isProduced: boolean;
}

/** The alignment panel, as a person sees and uses it. */
export class PanelView {
  constructor(private readonly page: Page) {}

  get frame(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=attention-lens.attention-lens"]')
      .frameLocator('iframe#active-frame');
  }

  find(selector: string): Locator {
    return this.frame.locator(selector);
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  async read(): Promise<Reading> {
    return this.find('#app').evaluate((app): Reading => {
      const all = (selector: string) =>
        [...app.querySelectorAll<HTMLElement>(selector)].filter((node) => node.checkVisibility());
      const select = (selector: string) => app.querySelector<HTMLSelectElement>(selector);
      const chosen = select('#direction')?.selectedOptions[0]?.textContent ?? '';
      const direction = chosen.startsWith('French') ? 'fr-en' : chosen.startsWith('English') ? 'en-fr' : '';
      return {
        source: all('.sentence.source')[0]?.textContent ?? '',
        target: all('.sentence.target')[0]?.textContent ?? '',
        model: direction === '' ? '' : `${direction}-${select('#family')?.value ?? ''}`,
        direction: chosen,
        score: select('#score')?.value ?? '',
        step: all('.steps .position')[0]?.textContent ?? '',
        hypotheses: all('.hypothesis').length,
        columns: all('[role=columnheader]').map((node) => node.ariaLabel ?? ''),
        rows: all('[role=rowheader]').map((node) => node.ariaLabel ?? ''),
        hasLegend: all('.legend').length > 0,
        saysNoWeights: all('.no-weights').length > 0,
        isEmpty: all('.empty').length > 0,
        isBusy: all('.busy').length > 0,
        notices: all('.notice-text').map((node) => node.textContent),
      };
    });
  }

  /** Until the panel reads like this. */
  async reads(what: string, isRight: (reading: Reading) => boolean, limit?: number): Promise<Reading> {
    return until(`the panel to show ${what}`, () => this.read(), isRight, limit);
  }

  /** Until the panel shows this translation, whole and finished; the sentences and the tokens are compared. */
  async shows(expected: Reference, limit = 40_000): Promise<Reading> {
    const { source, target, model, score, sourceTokens, targetTokens, hypotheses = [] } = expected;
    const count = targetTokens.length;
    const reading = await this.reads(
      `“${source}” by ${model}, ${score}: “${target}”`,
      (now) =>
        now.source === source &&
        now.target === target &&
        now.model === model &&
        now.score === score &&
        now.step === `Step ${count} of ${count}` &&
        // Greedy decoding and a beam may find the same words: these alone do not say that the beam is done.
        now.hypotheses === hypotheses.length &&
        !now.isBusy,
      limit,
    );
    assert.deepEqual(reading.columns, expected.weights === null ? [] : sourceTokens.map(tokenName));
    assert.deepEqual(reading.rows, expected.weights === null ? [] : targetTokens.map(tokenName));
    assert.equal(reading.hasLegend, expected.weights !== null);
    assert.equal(reading.saysNoWeights, expected.weights === null);
    assert.equal(reading.isEmpty, false);
    return reading;
  }

  /** Until the panel looks into the step of that row. */
  async inspects(row: number): Promise<void> {
    await this.find('.step-pane .step-number')
      .getByText(`Step ${row + 1}`, { exact: true })
      .waitFor();
  }

  /** Energies and weights of the step that the panel looks into. */
  scoreLines(): Promise<ScoreLine[]> {
    return this.find('.scores table').evaluate((table) =>
      [...table.querySelectorAll('tbody tr')].map((line): ScoreLine => {
        const [energy, weight] = line.querySelectorAll('data');
        return {
          source: line.querySelector('.name')?.textContent ?? '',
          energy: Number(energy?.value),
          weight: Number(weight?.value),
        };
      }),
    );
  }

  candidates(): Promise<CandidateLine[]> {
    return this.find('.candidates').evaluate((box) =>
      [...box.querySelectorAll('li')].map((line): CandidateLine => ({
        token: line.querySelector('.name')?.textContent ?? '',
        probability: Number(line.querySelector('data')?.value),
        isProduced: line.classList.contains('is-chosen'),
      })),
    );
  }

  /** The exact number behind a name in the strip of details, or null where it is not said. */
  async fact(name: string): Promise<{ value: number; note: string } | null> {
    const fact = this.find('.details .fact').filter({ hasText: name });
    if (!(await fact.isVisible())) return null;
    return {
      value: Number(await fact.locator('data').getAttribute('value')),
      note: await fact.locator('.note').innerText(),
    };
  }

  /** Points at a cell: the middle of its place on the canvas. */
  async hoverCell(row: number, column: number, rows: number, columns: number): Promise<void> {
    const canvas = this.find('canvas.canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    assert.ok(box, 'The heatmap is drawn.');
    const x = box.x + ((column + 0.5) * box.width) / columns;
    const y = box.y + ((row + 0.5) * box.height) / rows;
    await this.page.mouse.move(x, y);
  }

  hoverRow(row: number): Promise<void> {
    return this.find(`.row-label[data-row="${row}"]`).hover();
  }

  hoverColumn(column: number): Promise<void> {
    return this.find(`.column-label[data-column="${column}"] .token`).hover();
  }

  /** The colour of every cell as it is painted, beside its numbers: `[row][column] = [red, green, blue]`. */
  shades(rows: number, columns: number): Promise<(readonly [number, number, number])[][]> {
    return this.find('canvas.canvas').evaluate(
      (node, size) => {
        const canvas = node as HTMLCanvasElement;
        const context = canvas.getContext('2d');
        const [width, height] = [canvas.width / size.columns, canvas.height / size.rows];
        return Array.from({ length: size.rows }, (_, row) =>
          Array.from({ length: size.columns }, (_unused, column) => {
            const [x, y] = [Math.round((column + 0.5) * width), Math.round(row * height + 4)];
            const [red = 0, green = 0, blue = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
            return [red, green, blue] as const;
          }),
        );
      },
      { rows, columns },
    );
  }
}
