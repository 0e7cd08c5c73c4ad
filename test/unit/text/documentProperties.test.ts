import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble, documentOf, sentencePartsOf } from '../../../src/text/document';
import { sentencesIn, translated } from '../../support/documents';
import { seeded } from '../../support/properties';

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
