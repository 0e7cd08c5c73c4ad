import assert from 'node:assert/strict';
import fc from 'fast-check';
import { abbreviated, compareWords } from '../../../webview/format/differences';
import { seeded } from '../../support/properties';

/** Own words in brackets, gaps as they are shown. */
function marked(text: string, other: string): string {
  return compareWords(text, other)
    .map(({ text: word, kind }) => ({ common: word, own: `[${word}]`, gap: '‸' })[kind])
    .join(' ');
}

describe('what is different between two hypotheses', () => {
  for (const [text, other, expected] of [
    ['The cat sleeps.', 'The cat sleeps.', 'The cat sleeps.'],
    ['The cat is asleep.', 'The cat sleeps.', 'The cat [is] [asleep.]'],
    ['The cat sleeps.', 'The black cat sleeps.', 'The ‸ cat sleeps.'],
    ['The cat sleeps.', 'So the The cat sleeps. Now.', '‸ The cat sleeps. ‸'],
    ['A dog barks.', 'The cat sleeps.', '[A] [dog] [barks.]'],
    ['', 'The cat', '‸'],
    ['The cat', '', '[The] [cat]'],
  ] as const) {
    it(`“${text}” beside “${other}”`, () => {
      assert.equal(marked(text, other), expected);
    });
  }

  const texts = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    .map((words) => words.join(' '));

  it('leaves what is common in both, in order, and loses no word', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const words = compareWords(text, other);
        const own = words.filter(({ kind }) => kind !== 'gap').map((word) => word.text);
        assert.equal(own.join(' '), text);
        const common = words.filter(({ kind }) => kind === 'common').map((word) => word.text);
        const rest = other.split(' ');
        for (const word of common) {
          const at = rest.indexOf(word);
          assert.ok(at >= 0);
          rest.splice(0, at + 1);
        }
        const back = compareWords(other, text).filter(({ kind }) => kind === 'common').length;
        assert.equal(common.length, back, 'as much in common whichever is compared with which');
        if (text !== other) assert.ok(words.some(({ kind }) => kind !== 'common'));
      }),
      seeded,
    );
  });

  it('is shown of long texts with a few words around it', () => {
    const long = Array.from({ length: 30 }, (_, at) => `w${at}`).join(' ');
    const other = long.replace('w15 ', 'other ').replace('w26 ', '');
    const shown = abbreviated(compareWords(other, long)).map(({ text, kind }) =>
      kind === 'gap' ? '‸' : text,
    );
    assert.equal(shown.join(' '), 'w0 w1 w2 … w12 w13 w14 other w16 w17 w18 … w23 w24 w25 ‸ w27 w28 w29');
    const whole = compareWords(long, long);
    assert.deepEqual(abbreviated(whole), whole);
    const short = compareWords('a b c d e f g h', 'a b c d e f g i');
    assert.deepEqual(abbreviated(short), short);
  });

  it('is not looked for in texts beyond measure', () => {
    const long = 'a '.repeat(1000);
    assert.ok(compareWords(long, 'b').every(({ kind }) => kind === 'common'));
  });
});
