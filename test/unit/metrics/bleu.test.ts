import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { bleuSignature, corpusBleu } from '../../../src/metrics/bleu';
import { tokenize13a } from '../../../src/metrics/tokenize13a';
import { seeded } from '../../support/properties';

interface Golden {
  readonly sacrebleu: string;
  readonly tokens: readonly { readonly text: string; readonly tokens: string }[];
  readonly corpora: readonly {
    readonly name: string;
    readonly hypotheses: readonly string[];
    readonly references: readonly (readonly string[])[];
    readonly signature: string;
    readonly score: number;
    readonly precisions: readonly number[];
    readonly counts: readonly number[];
    readonly totals: readonly number[];
    readonly brevityPenalty: number;
    readonly hypothesisLength: number;
    readonly referenceLength: number;
  }[];
}

/** sacreBLEU's own numbers: training/metric_cases.py. */
const golden = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/metrics/bleu.json'), 'utf8'),
) as Golden;

const near = (actual: number, expected: number, what: string): void => {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${what}: ${actual}, not ${expected}`);
};

const spaces = new RegExp(String.raw`[\p{White_Space}\x1C-\x1F]`, 'gu');

describe('tokens of tokenizer 13a', () => {
  for (const { text, tokens } of golden.tokens) {
    it(`are those of sacreBLEU: ${JSON.stringify(text)}`, () => {
      assert.equal(tokenize13a(text).join(' '), tokens);
    });
  }

  it('have no white space in them, and all the letters of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('&') && !text.includes('<skipped>') && !text.includes('-\n'));
        const tokens = tokenize13a(text);
        assert.ok(tokens.every((token) => token !== '' && !/\p{White_Space}/u.test(token)));
        assert.equal(tokens.join(''), text.replace(spaces, ''));
      }),
      seeded,
    );
  });
});

describe('BLEU', () => {
  for (const expected of golden.corpora) {
    it(`is that of sacreBLEU: ${expected.name}`, () => {
      const found = corpusBleu(expected.hypotheses, expected.references);
      const { counts, totals, hypothesisLength, referenceLength } = found;
      assert.deepEqual(
        { counts, totals, hypothesisLength, referenceLength },
        {
          counts: expected.counts,
          totals: expected.totals,
          hypothesisLength: expected.hypothesisLength,
          referenceLength: expected.referenceLength,
        },
      );
      near(found.score, expected.score, 'score');
      near(found.brevityPenalty, expected.brevityPenalty, 'brevity penalty');
      expected.precisions.forEach((precision, i) => {
        near(found.precisions[i]!, precision, `precision of ${i + 1}-grams`);
      });
    });
  }

  it('has the signature that sacreBLEU gives it', () => {
    for (const { references, signature } of golden.corpora) {
      assert.equal(bleuSignature(references.length), signature);
    }
    assert.ok(bleuSignature(1).endsWith(`version:${golden.sacrebleu}`));
  });

  const sentence = fc.array(fc.constantFrom('the', 'cat', 'sat', 'on', 'a', 'mat', '1,5', '.'), {
    minLength: 4,
    maxLength: 12,
  });
  const lines = fc.array(
    sentence.map((words) => words.join(' ')),
    { minLength: 1, maxLength: 6 },
  );
  const pairs = fc.array(
    fc.tuple(sentence, sentence).map((two) => two.map((words) => words.join(' ')) as [string, string]),
    { minLength: 2, maxLength: 6 },
  );
  const of = (some: readonly (readonly [string, string])[]): number =>
    corpusBleu(
      some.map(([hypothesis]) => hypothesis),
      [some.map(([, reference]) => reference)],
    ).score;

  it('of the references themselves is 100', () => {
    fc.assert(
      fc.property(lines, (texts) => {
        near(corpusBleu(texts, [texts]).score, 100, 'score');
      }),
      seeded,
    );
  });

  it('lies between 0 and 100, and no reference more makes a hit less', () => {
    fc.assert(
      fc.property(pairs, sentence, (some, other) => {
        const score = of(some);
        assert.ok(score >= 0 && score <= 100 + 1e-9);
        const hypotheses = some.map(([hypothesis]) => hypothesis);
        const first = some.map(([, reference]) => reference);
        const one = corpusBleu(hypotheses, [first]);
        const two = corpusBleu(hypotheses, [first, first.map(() => other.join(' '))]);
        two.counts.forEach((count, i) => {
          assert.ok(count >= one.counts[i]!);
        });
        assert.deepEqual(two.totals, one.totals);
      }),
      seeded,
    );
  });

  it('does not ask for the order of the sentences, nor for that of the references', () => {
    fc.assert(
      fc.property(pairs, (some) => {
        assert.equal(of([...some].reverse()), of(some));
        const [left, right] = [some.map(([text]) => text), some.map(([, text]) => text)];
        const texts = left.map(() => 'the cat sat on a mat');
        assert.deepEqual(corpusBleu(texts, [left, right]), corpusBleu(texts, [right, left]));
      }),
      seeded,
    );
  });

  it('is not that of a reference with a line less', () => {
    assert.throws(() => corpusBleu(['a', 'b'], [['a', 'b'], ['a']]), RangeError);
    assert.throws(() => corpusBleu(['a'], []), RangeError);
  });
});
