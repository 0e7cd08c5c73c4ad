import assert from 'node:assert/strict';
import { carriedNotes } from '../../../src/protocol/carriedNotes';

describe('notes on what is carried over', () => {
  it('are none where all of it is there', () => {
    assert.deepEqual(carriedNotes({ missing: [], repeated: [] }), []);
  });

  it('name what is missing, and what is there twice', () => {
    assert.deepEqual(carriedNotes({ missing: ['`foo()`'], repeated: [] }), [
      '“`foo()`” was not carried over into the translation.',
    ]);
    assert.deepEqual(carriedNotes({ missing: ['a', '**…**', 'c'], repeated: ['d', 'e'] }), [
      '“a”, “**…**” and “c” were not carried over into the translation.',
      '“d” and “e” are in the translation more than once.',
    ]);
  });

  it('are short, and cut no character in half', () => {
    const [note] = carriedNotes({ missing: [`${'x'.repeat(59)}🏨${'y'.repeat(50)}`], repeated: [] });
    assert.equal(note, `“${'x'.repeat(59)}…” was not carried over into the translation.`);
  });
});
