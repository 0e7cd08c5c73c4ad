import assert from 'node:assert/strict';
import { displayWidth, fit } from '../../../src/cli/displayWidth';
import { heatmap } from '../../../src/cli/formatHeatmap';
import type { TranslationResult } from '../../../src/protocol/translation';

const token = (text: string, id = 0) => ({ id, piece: `▁${text}`, text, startsWord: true });

function translation(
  source: readonly string[],
  target: readonly string[],
  weights: number[][] | null,
): TranslationResult {
  return {
    model: 'm',
    modelName: 'Model',
    family: 'luong',
    score: weights === null ? 'none' : 'dot',
    decoding: 'greedy',
    sourceText: source.join(' '),
    sourceTokens: source.map((text) => ({ ...token(text), start: 0, end: 0 })),
    targetText: target.join(' '),
    missing: [],
    repeated: [],
    steps: target.map((text, t) => ({
      token: token(text),
      logProbability: -1,
      energies: weights?.[t] ?? null,
      weights: weights?.[t] ?? null,
      candidates: [],
    })),
    complete: true,
    beam: null,
  };
}

const plain = { color: false, columns: 80 };

describe('the width of text on a terminal', () => {
  for (const [text, width] of [
    ['abc', 3],
    ['été', 3],
    ['e\u0301', 1],
    ['東京', 4],
    ['🏨', 2],
    ['👨‍👩‍👧', 2],
    ['🇫🇷', 2],
    ['\u0301', 0],
    ['\u200d', 0],
    ['▁░█', 3],
    ['‹E2›', 4],
    ['مرحبا', 5],
  ] as const) {
    it(`of ${text} is ${width}`, () => {
      assert.equal(displayWidth(text), width);
    });
  }

  it('is kept when text is cut or filled', () => {
    for (const text of ['', 'a', '東京東京', 'e\u0301e\u0301e\u0301e\u0301', '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧']) {
      for (const width of [1, 2, 3, 5, 9]) assert.equal(displayWidth(fit(text, width)), width);
    }
    assert.equal(fit('abcdef', 4), 'abc…');
    assert.equal(fit('ab', 4, 'right'), '  ab');
  });
});

describe('the picture for a terminal', () => {
  const two = translation(
    ['le', '東京'],
    ['the', 'Tokyo'],
    [
      [1, 0],
      [0.25, 0.75],
    ],
  );

  it('has source tokens across, produced tokens down, shades on a scale from 0 to 1', () => {
    assert.equal(
      heatmap(two, plain),
      [
        'le 東京',
        '→ the Tokyo',
        'Model · Dot: qᵀ h',
        '',
        '      le  東京',
        '  the ████     ',
        'Tokyo ░░░░▓▓▓▓▓',
        '',
        '      0  ░▒▓█ 1',
        '',
      ].join('\n'),
    );
  });

  it('writes the tokens downwards where they do not fit across', () => {
    const picture = heatmap(two, { color: false, columns: 10 }).split('\n').slice(4, 8);
    assert.deepEqual(picture, ['      l 東', '      e 京', '  the ██  ', 'Tokyo ░░▓▓']);
  });

  it('has colours, and percent where there is room, on a terminal', () => {
    const picture = heatmap(two, { color: true, columns: 80 });
    // eslint-disable-next-line no-control-regex
    assert.match(picture, /\u001b\[48;5;\d+;38;5;\d+m 75 \u001b\[0m|\u001b\[[\d;]+m {2}75 \u001b\[0m/);
    // eslint-disable-next-line no-control-regex
    const bare = picture.replace(/\u001b\[[\d;]*m/g, '').split('\n');
    assert.equal(displayWidth(bare[5]!), displayWidth(bare[6]!));
  });

  it('says that there is nothing to draw without attention', () => {
    assert.match(heatmap(translation(['le'], ['the'], null), plain), /no weights to draw/);
  });

  it('does not hand control characters to the terminal', () => {
    const picture = heatmap(translation(['\u001b[31m'], ['\u0007\u009b1m'], [[1]]), plain);
    // eslint-disable-next-line no-control-regex
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(picture));
  });

  it('says when the translation was cut off', () => {
    assert.match(heatmap({ ...two, complete: false }, plain), /cut off at the longest length/);
  });
});
