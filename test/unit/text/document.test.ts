import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble, documentOf, sentencePartsOf } from '../../../src/text/document';
import { seeded } from '../../support/properties';

const sentencesIn = (text: string): string[] => sentencePartsOf(documentOf(text)).map((part) => part.text);

/** The document with every sentence translated by a function; blanks within a sentence are single ones for it. */
function translated(text: string, translate: (sentence: string) => string): string {
  const document = documentOf(text);
  const sentences = sentencePartsOf(document);
  return assemble(
    document,
    sentences.map((sentence) => translate(sentence.text.replace(/ +/g, ' '))),
  );
}

const shout = (sentence: string): string => sentence.toUpperCase();

describe('a document', () => {
  const kept: [string, string][] = [
    ['headings', '# Un chat #\n\nTitre\n=====\n\n## Deux C#\n'],
    ['lists', '- un chat\n* un chien\n  1. deux\n  2) [x] trois\n- [ ] quatre\n+ a) cinq\n'],
    ['quotes', '> Un chat\n> dort. Il\n>> rêve.\n\n> [!NOTE]\n> Oui.\n'],
    ['emphasis around sentences', '**Un chat. Il dort.** _Oui._ [Non. Si.](a.md)\n'],
    ['blank lines and blanks', '\n\n  Un chat.   Il dort.\t\n \t\n\r\n\u00a0Fin.  \n\n'],
    ['line breaks of all kinds', 'Un\nchat\r\ndort\rici. Oui.\u2028Non\\\nsi  \nla.'],
    ['tables', '| Un | deux |\n|:--|--:|\n| trois \\| x | `a` |\n\na | b\n-|-\nc | d\n'],
    ['line comments', '  // Un chat\n  // dort. Il\n  //   rêve.\n  x();\n'],
    ['block comments', '/**\n * Un chat\n * dort.\n *\n * Fin.\n */\n'],
    ['comments of other languages', '# Un chat\n# dort.\n\n-- Un\n-- chat.\n\n;; Un\n;; chat.\n'],
    ['comments of HTML', '<!-- Un chat\n  dort. -->\n<p>Un chat. Il dort.</p>\n'],
    ['a byte order mark', '\ufeff# Un chat\n\nIl dort.'],
  ];
  for (const [what, text] of kept) {
    it(`keeps ${what}`, () => {
      // Only letters are changed by it, so everything else must be where it was.
      assert.equal(translated(text, shout).toLowerCase(), text.toLowerCase());
      assert.notEqual(translated(text, shout), text);
    });
  }

  const untouched: [string, string][] = [
    ['front matter', '---\ntitle: Un chat dort.\nlang: fr\n---\n'],
    ['front matter in TOML', '+++\ntitle = "Un chat"\n+++\n'],
    ['fenced code', '```js\n// Un chat dort.\n```\n\n~~~~\n~~~\nun chat\n~~~~\n'],
    ['fenced code in lists and quotes', '  ```\n  un chat\n  ```\n> ```\n> un chien\n> ```\n'],
    ['formulas', '$$\nun chat\n$$\n'],
    [
      'what HTML takes as it stands',
      '<pre>\nun chat\n</pre>\n<script>un();</script>\n<style>\nun {}\n</style>\n',
    ],
    [
      'addresses',
      'https://example.org/un/chat\n\n<https://un.chat>\n\nun@chat.fr\n\n[un]: http://chat.fr "Chat"\n',
    ],
    ['code alone in its line', '`npm run chat`\n'],
    ['numbers, rules and signs', '12.5 %\n\n---\n\n* * *\n\n1 + 1 = 2.\n\n👍\n'],
    ['nothing', ''],
  ];
  for (const [what, text] of untouched) {
    it(`has no sentences in ${what}`, () => {
      assert.deepEqual(sentencesIn(text), []);
      assert.equal(translated(text, shout), text);
    });
  }

  it('has sentences behind all of these', () => {
    // Front matter is what it is only at the beginning.
    const all = untouched.filter(([, text]) => !text.startsWith('+++')).map(([, text]) => text);
    const sentences = sentencesIn(all.join('\nUn chat.\n\n'));
    assert.deepEqual(sentences, Array(all.length - 1).fill('Un chat.'));
  });

  it('takes a rule for front matter nowhere, and a lone fence for code nowhere', () => {
    assert.deepEqual(sentencesIn('---\nUn chat.\n---\n'), ['Un chat.']);
    assert.deepEqual(sentencesIn('---\ntitre: un\n'), ['titre: un']);
    assert.deepEqual(sentencesIn('Un chat.\n```\nIl dort.'), ['Un chat.', 'Il dort.']);
    assert.deepEqual(sentencesIn('```un``` chat\nIl dort.\n```'), ['```un``` chat Il dort.']);
  });

  it('says in which line each sentence begins', () => {
    const { parts } = documentOf('\ufeff# Un\r\n\r\nDeux. Trois\nva. Quatre.\r\rCinq.');
    const lines = parts.flatMap((part) => (part.kind === 'sentence' ? [[part.line, part.text]] : []));
    assert.deepEqual(lines, [
      [1, 'Un'],
      [3, 'Deux.'],
      [3, 'Trois va.'],
      [4, 'Quatre.'],
      [6, 'Cinq.'],
    ]);
  });

  it('keeps a sentence without a translation as it stands', () => {
    const document = documentOf('> Un\n> chat. Il dort. Fin.');
    assert.equal(assemble(document, [null, 'It sleeps.']), '> Un\n> chat. It sleeps. Fin.');
  });
});

describe('line breaks in a translated sentence', () => {
  const put = (text: string, translation: string): string => translated(text, () => translation);

  it('are where they were in proportion, with the marks of their lines', () => {
    const text = '> Le petit chat noir\n> dort tranquillement\n> sous la table.';
    assert.equal(
      put(text, 'The small black cat sleeps quietly under the table.'),
      '> The small black cat\n> sleeps quietly\n> under the table.',
    );
    assert.equal(put('/*\n * Un chat\n * dort.\n */', 'one two three'), '/*\n * one two\n * three\n */');
  });

  it('keep their kind', () => {
    assert.equal(put('un chat\r\ndort', 'a cat sleeps'), 'a cat\r\nsleeps');
    assert.equal(put('un chat  \ndort', 'a cat sleeps'), 'a cat  \nsleeps');
    assert.equal(put('un chat\\\ndort', 'a cat sleeps'), 'a cat\\\nsleeps');
    assert.equal(put('- un chat\n  dort', 'a cat sleeps'), '- a cat\n  sleeps');
  });

  it('are at spaces only, and not at those that keep words together', () => {
    assert.equal(put('a cat\nsleeps !', 'un\u00a0chat dort\u202f!'), 'un\u00a0chat\ndort\u202f!');
    assert.equal(put('lance\ndonc `a b c d`', 'run `a b c d e f g h`'), 'run\n`a b c d e f g h`');
    assert.equal(put('voir\n[ici](a "b c d e")', 'see [here](a "b c d e")'), 'see\n[here](a "b c d e")');
  });

  it('make no list, heading, quote or table of what was none', () => {
    for (const mark of ['-', '+', '*', '#', '>', '1.', '—', '|']) {
      const result = put('un chat\nqui dort', `two ${mark} too`);
      assert.equal(result, `two ${mark}\ntoo`, mark);
    }
  });

  it('are left out where there are no words to part', () => {
    assert.equal(put('un\nchat\ndort', 'sleeps'), 'sleeps');
    assert.equal(put('un\nchat\nqui\ndort', 'cat sleeps'), 'cat\nsleeps');
  });

  it('of a translation itself are none', () => {
    assert.equal(put('Un chat.', 'A\r\ncat.\n'), 'A cat.');
  });

  it('of a wrapped paragraph stay where they are when only letters change', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 12 });
    const line = words.map((all) => all.join(' '));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('', '> ', '// '),
        (lines, mark) => {
          const text = lines.map((one) => `${mark}${one}`).join('\n');
          assert.equal(translated(text, shout), mark + lines.map(shout).join(`\n${mark}`));
        },
      ),
      seeded,
    );
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '\n',
          '\r\n',
          '\r',
          '\u2028',
          '\\',
          ' ',
          '  ',
          '\t',
          '\u00a0',
          '. ',
          '! ',
          '?',
          '…',
          '» ',
          '« ',
          '"',
          "'",
        ],
        ...[
          '- ',
          '# ',
          '> ',
          '// ',
          '/* ',
          ' * ',
          '*/',
          '<!-- ',
          '-->',
          '1. ',
          '| ',
          '|-|',
          '```',
          '~~~',
          '$$',
          '---',
        ],
        ...[
          '**',
          '*',
          '_',
          '~~',
          '`',
          '[',
          ']',
          '](',
          ')',
          '![',
          '<b>',
          '</b>',
          '<pre>',
          '</pre>',
          '[^1]',
          '[a]: b',
        ],
        ...[
          'M. ',
          'e.g. ',
          'Un',
          'chat',
          'x.y',
          'http://a.b/c',
          'a@b.c',
          'key: ',
          '12',
          '\u0000',
          '\ud83d',
          '\ufeff',
        ],
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('any document', () => {
  it('is what it was when its sentences are', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const document = documentOf(text);
        const sentences = sentencePartsOf(document);
        assert.equal(
          document.parts.map((part) => (part.kind === 'between' ? part.text : part.original)).join(''),
          text,
        );
        assert.equal(
          assemble(
            document,
            sentences.map((sentence) => sentence.text),
          ),
          text,
        );
        assert.equal(assemble(document, []), text);
      }),
      { ...seeded, numRuns: 2000 },
    );
  });

  it('keeps what is between sentences, whatever they become', () => {
    fc.assert(
      fc.property(hostile, fc.string({ maxLength: 30 }), (text, translation) => {
        const document = documentOf(text);
        const result = assemble(
          document,
          sentencePartsOf(document).map(() => translation),
        );
        let from = 0;
        for (const part of document.parts) {
          if (part.kind === 'sentence') continue;
          const at = result.indexOf(part.text, from);
          assert.ok(at >= from);
          from = at + part.text.length;
        }
      }),
      seeded,
    );
  });

  it('loses no letter of running text', () => {
    const prose = fc.array(
      fc.constantFrom(
        'Un ',
        'chat. ',
        'M. ',
        '« Oui ! » ',
        '**Non. ',
        'e.g. ',
        'si ?** ',
        '\n',
        '(x) ',
        '... ',
        'U.S. ',
      ),
    );
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(prose, (parts) => {
        const text = parts.join('');
        assert.equal(letters(sentencesIn(text).join('')), letters(text));
      }),
      { ...seeded, numRuns: 1000 },
    );
  });

  const large: [string, string][] = [
    ['prose', 'Il fait beau, M. Roy. Elle dort (enfin) ! '],
    ['wrapped prose', '> Il fait beau, dit\n> M. Roy. Elle dort. '],
    ['one word', 'a'],
    ['blanks', ' '],
    ['blanks after a word', `a${' '.repeat(5000)}`],
    ['line breaks', '\n'],
    ['full stops', '. '],
    ['dots', '.'],
    ['abbreviations', 'M. '],
    ['opening marks', '**a '],
    ['marks', '**a. B** '],
    ['brackets', '['],
    ['ends of links', ']('],
    ['links', '[a. B](c "d") '],
    ['backticks', '`a `` '],
    ['tags', '<b>a. </c '],
    ['open tags', '<a'],
    ['attributes without an end', '<a b="c '],
    ['comments of HTML without an end', '<!-- a '],
    ['addresses without an end', '](a(b'],
    ['addresses as long as can be', `](${'a'.repeat(1900)} `],
    ['fences', '```\n'],
    ['rows', '| a | b |\n|-|-|\n'],
    ['rules', '---- x\n'],
    ['list items', '- a\n'],
    ['quotes', '>'],
    ['comments', '/* a\n * b. '],
    ['stars', '*'],
    ['quoted', '" '],
  ];
  for (const [what, unit] of large) {
    it(`of a megabyte of ${what} takes no more than a moment`, function () {
      this.timeout(180_000);
      const text = `a${unit.repeat(Math.ceil(1_000_000 / unit.length))}`;
      // Time of the processor, not of the clock: others may be at work on the machine.
      const started = process.cpuUsage();
      // Every blank within a sentence is a single one, so that its line breaks are put back, not only left.
      const result = translated(text, (sentence) => sentence);
      assert.ok(result.length <= text.length);
      const { user, system } = process.cpuUsage(started);
      assert.ok(user + system < 20_000_000, `${(user + system) / 1000} ms`);
    });
  }
});
