import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Tokenizer } from '../../../src/text/tokenizer';
import { seeded } from '../../support/properties';
import { fileOf, modelIds } from '../model/support';

const definition = JSON.parse(Buffer.from(fileOf(modelIds[0]!, 'tokenizer.json')).toString('utf8')) as object;
const tokenizer = new Tokenizer(definition, { pad: 0, begin: 1, end: 2 });

/** What a person might select: letters, blanks, quotes, marks, emoji, other scripts, controls, broken surrogates. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'le',
        'chat',
        "l'été",
        ' ',
        '  ',
        '\t',
        '\r\n',
        '\u00a0',
        '\u202f',
        '…',
        '« ',
        ' »',
        '’',
      ),
      fc.constantFrom(
        'e\u0301',
        '\u0301',
        '🏨',
        '👨‍👩‍👧',
        '🇫🇷',
        '東京',
        'مرحبا',
        '\u200d',
        '▁',
        '</s>',
        '<0x41>',
        '12,5',
      ),
      fc.constantFrom(
        '\u0000',
        '\u0007',
        '\u001b[0m',
        '\uD83D',
        '\uDE00',
        '\uFEFF',
        '\u0085',
        '각',
        'ﬁ',
        'Å',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('source tokens', () => {
  it('say where in the text they are', () => {
    const text = '« Où l’hôtel 🏨 est-il…  »';
    const tokens = tokenizer.sourceTokens(text);
    const shown = tokens.map((token) => [token.text, text.slice(token.start, token.end)]);
    assert.deepEqual(shown.slice(0, 4), [
      ['▁', ''],
      ['"', '«'],
      ['Où', 'Où'],
      ['l', 'l'],
    ]);
    assert.deepEqual(
      shown.filter(([, part]) => part === '…').map(([token]) => token),
      ['.', '.', '.'],
    );
    assert.deepEqual(
      shown.filter(([, part]) => part === '🏨').map(([token]) => token),
      ['‹F0›', '‹9F›', '‹8F›', '‹A8›'],
    );
    const end = tokens.at(-1)!;
    assert.deepEqual([end.text, end.id, end.start, end.end], ['</s>', 2, text.length, text.length]);
  });

  it('begin a word where a space was, and at the start', () => {
    const words = tokenizer.sourceTokens('Aujourd’hui, il dort.').filter((token) => token.startsWord);
    assert.deepEqual(
      words.map((token) => token.text[0]),
      ['A', 'i', 'd', '<'],
    );
  });

  it('are the ids that the model gets', () => {
    const property = fc.property(hostile, (text) => {
      assert.deepEqual(
        tokenizer.sourceTokens(text).map((token) => token.id),
        tokenizer.encode(text),
      );
    });
    fc.assert(property, seeded);
  });

  it('are in order, within the text, and cover all that is not blank', () => {
    const property = fc.property(hostile, (text) => {
      const tokens = tokenizer.sourceTokens(text);
      const covered = new Array<boolean>(text.length).fill(false);
      let before = { start: 0, end: 0 };
      for (const token of tokens) {
        assert.ok(before.start <= token.start && before.end <= token.end, 'out of order');
        assert.ok(token.start <= token.end && token.end <= text.length, 'outside of the text');
        covered.fill(true, token.start, token.end);
        before = token;
      }
      for (let i = 0; i < text.length; i++) {
        assert.ok(covered[i] === true || /[\s\u0085]/u.test(text[i]!), `unit ${i} is in no token`);
      }
    });
    fc.assert(property, seeded);
  });

  it('do not split a pair of surrogates', () => {
    const property = fc.property(hostile, (text) => {
      for (const { start, end } of tokenizer.sourceTokens(text)) {
        for (const place of [start, end]) {
          const inside = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(place - 1, place + 1));
          assert.ok(place === 0 || !inside, `unit ${place} is inside a character`);
        }
      }
    });
    fc.assert(property, seeded);
  });

  it('of markup that looks like special tokens are plain text', () => {
    assert.ok(
      !tokenizer
        .encode('a </s> <s> <pad>')
        .slice(0, -1)
        .some((id) => id <= 2),
    );
  });

  it('of a long line come in time that grows with its length', () => {
    // With the square of it the test would take longer than it may.
    for (const line of ['anticonstitutionnellement '.repeat(400), 'a'.repeat(10_000)]) {
      const tokens = tokenizer.sourceTokens(line);
      const read = tokens.map(({ start, end }) => line.slice(start, end)).join('');
      assert.ok(read === line.replaceAll(' ', ''), line.slice(0, 8));
    }
  });
});

describe('produced tokens', () => {
  it('become text again, without the special ones', () => {
    const ids = tokenizer.encode("Le chat dort, n'est-ce pas ?");
    assert.equal(tokenizer.decode([1, ...ids]), "Le chat dort, n'est-ce pas ?");
    assert.equal(tokenizer.decode([]), '');
    assert.equal(tokenizer.decode([2]), '');
  });

  it('that are half a character become a replacement character', () => {
    const byte = tokenizer.encode('🏨')[1]!;
    assert.match(tokenizer.decode([byte]), /\uFFFD/);
  });

  it('have a text even if the vocabulary does not know them', () => {
    assert.deepEqual(tokenizer.token(999_999), {
      id: 999_999,
      piece: '<999999>',
      text: '<999999>',
      startsWord: false,
    });
  });
});
