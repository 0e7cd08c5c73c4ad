import assert from 'node:assert/strict';
import { joinWords } from '../../../src/text/joinWords';
import { ownersOfRange } from '../../../src/text/wordsOfPieces';

describe('the words that a token belongs to', () => {
  const { text, owners } = joinWords(['I', 'do', "n't", 'know'], 'en');
  const of = (piece: string) => {
    const start = text.indexOf(piece);
    return ownersOfRange(owners, { start, end: start + piece.length });
  };

  it('are those of its characters, in proportion', () => {
    assert.equal(text, "I don't know");
    assert.deepEqual(of('know'), [{ word: 3, share: 1 }]);
    assert.deepEqual(of('don'), [
      { word: 1, share: 2 / 3 },
      { word: 2, share: 1 / 3 },
    ]);
    assert.deepEqual(of('t kn'), [
      { word: 2, share: 1 / 3 },
      { word: 3, share: 2 / 3 },
    ]);
  });

  it('are the next where it has only a space or nothing, the last at the end', () => {
    assert.deepEqual(of(' '), [{ word: 1, share: 1 }]);
    assert.deepEqual(ownersOfRange(owners, { start: 0, end: 0 }), [{ word: 0, share: 1 }]);
    assert.deepEqual(ownersOfRange(owners, { start: text.length, end: text.length }), [
      { word: 3, share: 1 },
    ]);
    assert.deepEqual(ownersOfRange([], { start: 0, end: 0 }), []);
  });
});
