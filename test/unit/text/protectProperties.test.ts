import assert from 'node:assert/strict';
import fc from 'fast-check';
import { restore } from '../../../src/text/protect';
import { seeded } from '../../support/properties';
import { protectAll } from './protection';

/** Sentences of all that the rules look at, in no sensible order. */
const parts = [
  ...['**', '*', '_', '__', '~~', '`', '``', '[', '](', ')', '](x)', '![', '<b>', '</b>', '<br/>', '<', '>'],
  ...[
    'https://x.org/a_(b)',
    'a@b.fr',
    'snake_case',
    'f()',
    '1990',
    '2 000',
    '12,5',
    'v1.2',
    '#a',
    '&amp;',
    '\\',
  ],
  ...[
    'le',
    'chat',
    "l'été",
    ' ',
    ' ',
    '  ',
    '\u00a0',
    '«',
    '’',
    '…',
    '.',
    ',',
    '(',
    '"',
    '\n',
    '-',
    '/',
    '$',
    '{',
    '}',
  ],
  ...[
    '👨‍👩‍👧',
    '1️⃣',
    'мир',
    '東京',
    'e\u0301',
    '\u0301',
    '\u200d',
    '▁',
    '\uD83D',
    '\uDE00',
    '\uE000',
    '\uE01F',
    '\uF8FF',
  ],
];
const sentences = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 30,
  }),
  fc.array(fc.constantFrom(...parts.slice(0, 17), 'mot', ' '), { maxLength: 30 }),
);

describe('protecting and restoring', () => {
  it('gives back every sentence', () => {
    const property = fc.property(sentences, (list) => {
      const sentence = list.join('');
      const { text, spans } = protectAll(sentence);
      // Beyond the limits nothing can stand for a character that is a placeholder itself.
      if (!text.includes('\uFFFD') || sentence.includes('\uFFFD'))
        assert.equal(restore(text, spans), sentence);
      else assert.equal(restore(text, spans).length, sentence.length);
    });
    fc.assert(property, { ...seeded, numRuns: 2000 });
  });

  it('keeps exact places, in order and without overlap', () => {
    const property = fc.property(sentences, (list) => {
      const sentence = list.join('');
      const { text, spans, originalRange } = protectAll(sentence);
      let end = 0;
      for (const span of spans) {
        assert.ok(end <= span.start && span.start < span.end, 'out of order');
        assert.equal(sentence.slice(span.start, span.end), span.text);
        end = span.end;
      }
      const pieces = Array.from({ length: text.length }, (_, at) => {
        const range = originalRange({ start: at, end: at + 1 });
        return sentence.slice(range.start, range.end);
      });
      assert.equal(pieces.join(''), sentence);
    });
    fc.assert(property, { ...seeded, numRuns: 2000 });
  });

  it('nests marks properly', () => {
    const property = fc.property(sentences, (list) => {
      const open: number[] = [];
      for (const { kind, number } of protectAll(list.join('')).spans) {
        if (kind === 'open') open.push(number);
        if (kind === 'close') assert.equal(open.pop(), number);
      }
      assert.deepEqual(open, []);
    });
    fc.assert(property, { ...seeded, numRuns: 2000 });
  });

  it('takes time that grows with the length of what is hostile', function () {
    this.timeout(60_000);
    const unit = [
      ...[
        '*',
        '*a',
        '**a ',
        '_a',
        '_a_',
        '~~a ',
        '[',
        '](',
        '[a](',
        '[*a](b) ',
        '<',
        '<a ',
        '<a b="',
        '<!--',
        '<b>',
      ],
      ...[
        'a.',
        'a-',
        'a/',
        'a$',
        'a_',
        'a@',
        'a@b.c',
        'a=',
        'a(',
        'a::',
        '1',
        '1 ',
        '1.',
        '111 ',
        '1-',
        '\\',
        '$a ',
      ],
      ...[
        '{a',
        '&a',
        'http://',
        'www.',
        '#a',
        '👩‍👩‍👧',
        'мир ',
        '\u0301',
        ' ',
        '\uE000 a ',
        'a',
        '](  ',
        '"',
        '%s',
      ],
    ];
    const runs = Array.from({ length: 440 }, (_, i) => `${'`'.repeat(i + 1)}a`).join('');
    // Were it the square of the length, each would take minutes, and the test its whole time.
    for (const text of [...unit.map((part) => part.repeat(Math.ceil(100_000 / part.length))), runs]) {
      const { text: read, spans } = protectAll(text);
      if (!read.includes('\uFFFD')) assert.ok(restore(read, spans) === text, text.slice(0, 8));
    }
  });
});
