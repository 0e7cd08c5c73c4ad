import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveOffset, type Change } from '../../../src/editor/moveOffset';
import { seeded } from '../../support/properties';

describe('a place in a document', () => {
  const cases: [string, Change, number | null][] = [
    ['moves with text before it', { rangeOffset: 0, rangeLength: 0, text: 'abc' }, 13],
    ['moves back when text before it goes', { rangeOffset: 2, rangeLength: 5, text: '' }, 5],
    ['moves with text that is put right before it', { rangeOffset: 10, rangeLength: 0, text: 'x' }, 11],
    ['moves with what ends right before it', { rangeOffset: 8, rangeLength: 2, text: 'xyz' }, 11],
    ['stays when text behind it changes', { rangeOffset: 11, rangeLength: 4, text: '' }, 10],
    ['stays when its own first letter changes', { rangeOffset: 10, rangeLength: 1, text: 'x' }, 10],
    ['is lost when what is around it is replaced', { rangeOffset: 8, rangeLength: 4, text: 'x' }, null],
  ];
  for (const [what, change, expected] of cases) {
    it(what, () => {
      assert.equal(moveOffset(10, [change]), expected);
    });
  }

  it('follows several changes at once, as VS Code reports them: by offsets before all of them', () => {
    const changes = [
      { rangeOffset: 20, rangeLength: 3, text: '' },
      { rangeOffset: 6, rangeLength: 1, text: 'xyz' },
      { rangeOffset: 0, rangeLength: 2, text: '' },
    ];
    assert.equal(moveOffset(10, changes), 10);
  });

  it('still has its text behind it, whatever is changed elsewhere', () => {
    const edit = fc.record({ at: fc.nat(40), length: fc.nat(10), text: fc.string({ maxLength: 5 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), edit, (before, after, made) => {
        const sentence = '\u0000phrase\u0001';
        const document = before + sentence + after;
        const rangeOffset = Math.min(made.at, document.length);
        const rangeLength = Math.min(made.length, document.length - rangeOffset);
        const changed =
          document.slice(0, rangeOffset) + made.text + document.slice(rangeOffset + rangeLength);
        const moved = moveOffset(before.length, [{ rangeOffset, rangeLength, text: made.text }]);
        const end = before.length + sentence.length;
        const isElsewhere = rangeOffset + rangeLength <= before.length || rangeOffset >= end;
        if (isElsewhere) assert.equal(changed.slice(moved ?? -1).startsWith(sentence), true);
      }),
      seeded,
    );
  });
});
