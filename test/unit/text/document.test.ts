import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble, documentOf } from '../../../src/text/document';
import { sentencesIn, translated } from '../../support/documents';
import { seeded } from '../../support/properties';

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
