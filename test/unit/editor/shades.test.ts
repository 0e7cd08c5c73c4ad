import assert from 'node:assert/strict';
import { columnAt, levelCount, levelOf, shadesOf } from '../../../src/editor/shades';
import { fakeTranslation } from '../../support/fakeEngine';
import { sampleTranslation } from '../../support/translations';

describe('shades', () => {
  it('are each token’s own weight, where it stands', () => {
    assert.deepEqual(shadesOf(sampleTranslation(), 0), [{ start: 0, end: 7, weight: 0.95 }]);
  });

  it('leave out weights of 0', () => {
    const translation = fakeTranslation({ model: 'm', score: 'dot', text: 'un chat' });
    assert.deepEqual(shadesOf(translation, 1), [{ start: 3, end: 7, weight: 1 }]);
  });

  it('are none without attention, and for a row that is not there', () => {
    const none = fakeTranslation({ model: 'm', score: 'none', text: 'un chat' });
    assert.deepEqual(shadesOf(none, 0), []);
    assert.deepEqual(shadesOf(sampleTranslation(), 9), []);
  });

  it('have a level on the fixed scale 0..1', () => {
    const levels = [0, 1e-9, 0.05, 0.1, 0.11, 0.95, 1].map(levelOf);
    assert.deepEqual(levels, [0, 1, 1, 1, 2, levelCount, levelCount]);
  });
});

describe('the source token at an offset', () => {
  const translation = fakeTranslation({ model: 'm', score: 'dot', text: 'un  chat' });

  it('is the one around it, its end included', () => {
    assert.deepEqual(
      [0, 1, 2, 4, 7, 8].map((offset) => columnAt(translation, offset)),
      [0, 0, 0, 1, 1, 1],
    );
  });

  it('is none between words and outside', () => {
    assert.deepEqual(
      [-1, 3, 9].map((offset) => columnAt(translation, offset)),
      [null, null, null],
    );
  });

  it('is never the end of the sentence, which has no width', () => {
    assert.equal(columnAt(sampleTranslation(), 7), 0);
  });
});
