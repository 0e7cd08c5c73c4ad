import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flatten } from '../../../src/text/blocks';
import { sentenceAt, sentencesOf } from '../../../src/text/sentences';
import { seeded } from '../../support/properties';

const texts = (text: string, atLineStart?: boolean): string[] =>
  Array.from(sentencesOf(text, atLineStart), (sentence) => sentence.text);

describe('sentences', () => {
  const cases: [string, string, string[]][] = [
    ['end where they end', 'Il dort. Elle lit ! Qui parle ?', ['Il dort.', 'Elle lit !', 'Qui parle ?']],
    ['go on after a title', 'M. Dupont salue Mme Roy. Il sort.', ['M. Dupont salue Mme Roy.', 'Il sort.']],
    ['go on after initials', 'Je lis J.-J. Rousseau. Fin.', ['Je lis J.-J. Rousseau.', 'Fin.']],
    ['go on after a reference', 'Voir cf. p. 12 du livre. Fin.', ['Voir cf. p. 12 du livre.', 'Fin.']],
    ['keep a number whole', 'Il coûte 3.50 euros. Oui.', ['Il coûte 3.50 euros.', 'Oui.']],
    ['keep their closing quotes', '« Bonjour. » Il sortit.', ['« Bonjour. »', 'Il sortit.']],
    ['keep what says who spoke', '« Bonjour ! » dit-il. Fin.', ['« Bonjour ! » dit-il.', 'Fin.']],
    ['keep an inverted speaker', 'Qui est là ? demanda-t-elle.', ['Qui est là ? demanda-t-elle.']],
    ['keep their brackets', '(Il dort.) Elle lit.', ['(Il dort.)', 'Elle lit.']],
    ['end at three dots', 'Il hésite... Puis il part.', ['Il hésite...', 'Puis il part.']],
    ['need no full stop', 'bonjour', ['bonjour']],
    ['are found in Chinese', '你好。我很好。', ['你好。', '我很好。']],
    ['are found in Arabic', 'كيف حالك؟ أنا بخير.', ['كيف حالك؟', 'أنا بخير.']],
    ['may be emoji', '👩‍👩‍👧 🇫🇷!', ['👩‍👩‍👧 🇫🇷!']],
    ['keep NUL and unpaired surrogates', 'a\u0000b \ud800 c.', ['a\u0000b \ud800 c.']],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(texts(text), expected);
    });
  }

  it('are none in blank text', () => {
    for (const blank of ['', ' ', '\n\n', '\t \r\n', '\u00a0\u2003', '---', '> \n>']) {
      assert.deepEqual(texts(blank), [], JSON.stringify(blank));
    }
  });
});

describe('sentences over several lines', () => {
  const cases: [string, string, string[]][] = [
    ['are joined in a paragraph', 'Un chat\ndort ici. Il\nrêve.', ['Un chat dort ici.', 'Il rêve.']],
    ['end at a blank line', 'Un chat\n\nUn chien', ['Un chat', 'Un chien']],
    ['end at a blank line of CRLF', 'Un chat\r\n \r\nUn chien', ['Un chat', 'Un chien']],
    ['end at a list item', 'Voici :\n- un chat\n- [x] un\n  chien', ['Voici :', 'un chat', 'un   chien']],
    ['end at a numbered item', '1. un chat\n2) un chien', ['un chat', 'un chien']],
    ['end at and after a heading', 'Un chat\n## Deux\nUn chien', ['Un chat', 'Deux', 'Un chien']],
    ['end at an underlined heading', 'Titre\n=====\nUn chat', ['Titre', 'Un chat']],
    ['end at each dash of a dialogue', '— Oui ?\n— Non.', ['— Oui ?', '— Non.']],
    ['are joined in a quote', '> Un chat\n> dort.', ['Un chat   dort.']],
    ['are joined in a lazy quote', '> Un chat\ndort.', ['Un chat dort.']],
    ['are joined in line comments', 'x = 1\n// Un chat\n// dort.\ny', ['x = 1', 'Un chat    dort.', 'y']],
    ['are joined in hash comments', '# Un chat\n# dort.', ['Un chat   dort.']],
    ['are joined in block comments', '/**\n * Un chat\n * dort.\n */', ['Un chat    dort.']],
    ['lose the end of a comment', '/* Un chat dort. */', ['Un chat dort.']],
    ['see tabs as spaces', 'Un\tchat', ['Un chat']],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(texts(text), expected);
    });
  }

  it('keep a dash at the start of a selection that begins inside a line', () => {
    assert.deepEqual(texts('- dit-il - puis', false), ['- dit-il - puis']);
    assert.deepEqual(texts('- dit-il - puis', true), ['dit-il - puis']);
  });
});

describe('the sentence at an offset', () => {
  const text = '# Titre\n\nUn chat\ndort. Elle lit.\n\n- Fin.\n';
  const at = (mark: string, shift = 0): string | undefined =>
    sentenceAt(text, text.indexOf(mark) + shift)?.text;

  it('is the one around it, over line ends', () => {
    assert.equal(at('Un'), 'Un chat dort.');
    assert.equal(at('dort', 2), 'Un chat dort.');
    assert.equal(at('lit'), 'Elle lit.');
  });

  it('is the one before, between two and at the end', () => {
    assert.equal(at(' Elle'), 'Un chat dort.');
    assert.equal(at('lit.', 4), 'Elle lit.');
  });

  it('is the one behind the marks of a line', () => {
    assert.equal(at('# Titre'), 'Titre');
    assert.equal(at('- Fin'), 'Fin.');
  });

  it('is none on a blank line', () => {
    assert.equal(sentenceAt(text, text.indexOf('\n\n') + 1), null);
    assert.equal(sentenceAt(text, text.length), null);
    assert.equal(sentenceAt('', 0), null);
  });
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '\n',
          '\r\n',
          ' ',
          '. ',
          '! ',
          '» ',
          '« ',
          '- ',
          '# ',
          '> ',
          '// ',
          '/* ',
          ' * ',
          '*/',
          'M. ',
          'Un',
          'chat',
          '\u0000',
          '\ud83d',
          '…',
        ),
      )
      .map((parts) => parts.join('')),
  );

  it('has sentences that are where they say, in order and apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const sentence of sentencesOf(text)) {
          assert.ok(sentence.start >= end);
          end = sentence.start + sentence.text.length;
          assert.equal(flatten(text.slice(sentence.start, end)), sentence.text);
        }
        assert.ok(end <= text.length);
      }),
      seeded,
    );
  });

  it('has at an offset one of its sentences', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, number) => {
        const sentence = sentenceAt(text, number % (text.length + 1));
        const all = Array.from(sentencesOf(text), ({ start }) => start);
        assert.ok(sentence === null || all.includes(sentence.start));
      }),
      seeded,
    );
  });

  it('loses no letter', () => {
    const prose = 'M. Roy dit : « Viens ! » Puis il part.\nElle reste… (Fin.)';
    const letters = (value: string): string => value.replace(/\s/g, '');
    assert.equal(letters(texts(prose).join('')), letters(prose));
  });

  it('is split in time that grows with its length, not with the square of it', () => {
    // With the square of it the test would take minutes, more than its whole time.
    assert.equal(texts('Il fait beau. '.repeat(40_000)).length, 40_000);
    assert.equal(texts('a'.repeat(200_000)).length, 1);
  });
});
