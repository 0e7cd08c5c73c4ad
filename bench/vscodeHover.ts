import type { PanelState } from '../src/protocol/panelState';
import type { PanelView } from '../test/support/panelView';

const size = 60;
const hovers = 120;

/**
 * A picture of 60 x 60 tokens, made up (no sentence has exactly so many), shown by the real page; then the pointer
 * goes from cell to cell, one a frame. Measured from the event to the end of the frame's work in the page: the
 * handling, style, layout and painting of one hover.
 */
export async function measureHover(panel: PanelView): Promise<number[]> {
  await panel.find('#app').evaluate((_, state) => {
    postMessage({ type: 'show', state });
  }, pictureOf(size));
  await panel.reads('60 x 60', ({ rows, columns }) => rows.length === size && columns.length === size);
  return panel.find('canvas.canvas').evaluate(
    async (canvas, { count, cells }) => {
      const samples: number[] = [];
      for (let i = 0; i < count; i++) {
        const box = canvas.getBoundingClientRect();
        const at = (place: number, length: number) => ((place + 0.5) * length) / cells;
        const event = new PointerEvent('pointermove', {
          bubbles: true,
          pointerType: 'mouse',
          clientX: box.left + at((i * 7) % cells, box.width),
          clientY: box.top + at((i * 11) % cells, box.height),
        });
        samples.push(
          await new Promise((resolve) => {
            requestAnimationFrame(() => {
              const start = performance.now();
              const channel = new MessageChannel();
              channel.port1.onmessage = () => {
                resolve(performance.now() - start);
              };
              canvas.dispatchEvent(event);
              channel.port2.postMessage(null);
            });
          }),
        );
      }
      return samples.slice(10);
    },
    { count: hovers, cells: size },
  );
}

/** The state of a panel with that many source and produced tokens; every row sums to 1. */
function pictureOf(count: number): PanelState {
  const token = (i: number) => ({ id: i, piece: `▁mot${i}`, text: `mot${i}`, startsWord: true });
  const sourceTokens = Array.from({ length: count }, (_, i) => ({
    ...token(i),
    start: 6 * i,
    end: 6 * i + `mot${i}`.length,
  }));
  const steps = Array.from({ length: count }, (_, row) => {
    const energies = sourceTokens.map(
      (_token, column) => 6 - Math.abs(row - column) - ((row * column) % 5) / 3,
    );
    const total = energies.reduce((sum, energy) => sum + Math.exp(energy), 0);
    const candidates = Array.from({ length: 10 }, (_token, i) => ({
      ...token(row + i),
      logProbability: -i - 0.5,
    }));
    const weights = energies.map((energy) => Math.exp(energy) / total);
    return { token: token(row), logProbability: -0.5, energies, weights, candidates };
  });
  return {
    models: [
      {
        id: 'fr-en-luong',
        name: 'Made up',
        source: 'fr',
        target: 'en',
        family: 'luong',
        scores: ['additive'],
      },
    ],
    direction: 'auto',
    family: 'luong',
    used: 'fr-en',
    isDetected: true,
    score: 'additive',
    beam: 1,
    translation: {
      model: 'fr-en-luong',
      modelName: 'Made up',
      family: 'luong',
      score: 'additive',
      decoding: 'greedy',
      sourceText: sourceTokens
        .map(({ text }) => text.padEnd(6))
        .join('')
        .trimEnd(),
      sourceTokens,
      targetText: steps.map(({ token: { text } }) => text).join(' '),
      missing: [],
      repeated: [],
      steps,
      complete: true,
      beam: null,
    },
    sentence: 0,
    sentenceCount: 1,
    position: count,
    busy: null,
    error: null,
    memory: null,
  };
}
