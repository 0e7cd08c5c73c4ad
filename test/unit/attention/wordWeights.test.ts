import assert from 'node:assert/strict';
import { strongestLinks, wordWeights, type WordsOfTokens } from '../../../src/attention/wordWeights';

const whole = (word: number) => [{ word, share: 1 }];
/** Two words of which the first has two tokens, and the end. */
const source: WordsOfTokens = { words: 2, owners: [whole(0), whole(0), whole(1), []] };
/** The second word has two tokens. */
const target: WordsOfTokens = { words: 2, owners: [whole(0), whole(1), whole(1), []] };
const weights = [
  Float32Array.of(0.25, 0.25, 0.25, 0.25),
  Float32Array.of(0.5, 0.25, 0.25, 0),
  Float32Array.of(0, 0, 0.5, 0.5),
  Float32Array.of(0, 0, 0, 1),
];

describe('weights between words', () => {
  it('are summed over source tokens and averaged over target tokens', () => {
    const { rows, rest } = wordWeights(weights, source, target, 'same');
    assert.deepEqual(rows, [
      [0.5, 0.25],
      [0.375, 0.375],
    ]);
    assert.deepEqual(rest, [0.25, 0.25]);
  });

  it('belong to the token before where the convention says so', () => {
    const { rows, rest } = wordWeights(weights, source, target, 'previous');
    assert.deepEqual(rows, [
      [0.75, 0.25],
      [0, 0.25],
    ]);
    assert.deepEqual(rest, [0, 0.75]);
  });

  it('are shared by the words of one token', () => {
    const shared: WordsOfTokens = {
      words: 2,
      owners: [
        [
          { word: 0, share: 0.75 },
          { word: 1, share: 0.25 },
        ],
        [],
      ],
    };
    const { rows } = wordWeights(
      [Float32Array.of(1, 0)],
      shared,
      { words: 2, owners: shared.owners.slice(0, 1) },
      'same',
    );
    assert.deepEqual(rows, [
      [0.75, 0.25],
      [0.75, 0.25],
    ]);
  });

  it('are unknown for a word without tokens', () => {
    const { rows } = wordWeights(weights, source, { words: 3, owners: target.owners }, 'same');
    assert.equal(rows[2], null);
  });
});

describe('links', () => {
  it('go from each target word to the strongest source word, the first of equal ones', () => {
    assert.deepEqual(
      strongestLinks([
        [0.1, 0.9],
        [0.5, 0.5],
        [0, 0],
      ]),
      [
        { source: 1, target: 0 },
        { source: 0, target: 1 },
        { source: 0, target: 2 },
      ],
    );
  });

  it('are none for a word without tokens', () => {
    assert.deepEqual(strongestLinks([null, [1], []]), [{ source: 0, target: 1 }]);
  });
});
