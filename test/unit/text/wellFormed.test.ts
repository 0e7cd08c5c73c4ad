import assert from 'node:assert/strict';
import { wellFormed } from '../../../src/text/wellFormed';

describe('well-formed text', () => {
  for (const [name, text, expected] of [
    ['a high surrogate alone', 'a\uD83Db', 'a\uFFFDb'],
    ['a low surrogate alone', 'a\uDE00b', 'a\uFFFDb'],
    ['a pair the wrong way round', '\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['a high surrogate before a pair', '\uD83D\uD83D\uDE00', '\uFFFD\uD83D\uDE00'],
    ['at the end', 'a\uD83D', 'a\uFFFD'],
  ] as const) {
    it(`replaces ${name}, unit for unit`, () => {
      assert.equal(wellFormed(text), expected);
      assert.equal(wellFormed(text).length, text.length);
    });
  }

  it('leaves other text alone', () => {
    const text = 'Où ? 🏨 东京 e\u0301 \u0000\t';
    assert.equal(wellFormed(text), text);
  });
});
