import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Link } from '../../../src/attention/wordWeights';
import { alignmentQuality } from '../../../src/metrics/alignmentError';
import { parseGoldLinks } from '../../../src/metrics/goldLinks';
import { seeded } from '../../support/properties';

interface Case {
  readonly name: string;
  readonly made: readonly string[];
  readonly gold: readonly string[];
  readonly aer: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly links: number;
  readonly sure: number;
  readonly possible: number;
  readonly inSure: number;
  readonly inPossible: number;
}

/** Counted link by link in exact fractions: training/metric_cases.py. */
const golden = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/metrics/alignment.json'), 'utf8'),
) as Case[];

const many = { source: 100, target: 100 };
const goldOf = (line: string) => parseGoldLinks(line, 'source-target', many);
const linksOf = (line: string): readonly Link[] => goldOf(line).possible;

const link = fc.record({ source: fc.nat(5), target: fc.nat(5) });
const links = fc.uniqueArray(link, { selector: ({ source, target }) => `${source}-${target}`, maxLength: 9 });

describe('the quality of links', () => {
  for (const { name, made, gold, ...expected } of golden) {
    it(`is as counted by hand: ${name}`, () => {
      const found = alignmentQuality(made.map(linksOf), gold.map(goldOf));
      const { aer, precision, recall, ...counts } = expected;
      for (const [key, value] of Object.entries({ aer, precision, recall })) {
        const actual = found[key as 'aer'];
        if (value === null || actual === null) assert.equal(actual, value, key);
        else assert.ok(Math.abs(actual - value) < 1e-12, `${key}: ${actual}, not ${value}`);
      }
      assert.deepEqual({ ...found, aer, precision, recall }, { aer, precision, recall, ...counts });
    });
  }

  it('is without a fault for the sure links, and for possible ones beside them', () => {
    fc.assert(
      fc.property(links, links, fc.nat(9), (sure, more, count) => {
        fc.pre(sure.length > 0);
        const text = [
          ...sure.map((own) => `${own.source}-${own.target}`),
          ...more.map((own) => `${own.source}?${own.target}`),
        ].join(' ');
        const gold = goldOf(text);
        const made = [...gold.sure, ...gold.possible.filter((own) => !gold.sure.includes(own)).slice(count)];
        const { aer, precision, recall } = alignmentQuality([made], [gold]);
        assert.deepEqual([aer, precision, recall], [0, 100, 100]);
      }),
      seeded,
    );
  });

  it('does not ask for the order of sentences; an error is never below 0 nor above 100', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(links, links, links), { minLength: 1, maxLength: 4 }), (sentences) => {
        const some = sentences.map(([made, sure, more]) => ({
          made,
          gold: { sure, possible: [...sure, ...more.filter((own) => !sure.some((one) => same(one, own)))] },
        }));
        const of = (list: typeof some) =>
          alignmentQuality(
            list.map(({ made }) => made),
            list.map(({ gold }) => gold),
          );
        const found = of(some);
        assert.deepEqual(of([...some].reverse()), found);
        assert.ok(found.aer === null || (found.aer >= 0 && found.aer <= 100));
      }),
      seeded,
    );
  });

  it('is not that of another number of sentences', () => {
    assert.throws(() => alignmentQuality([[]], []), RangeError);
  });
});

function same(one: Link, other: Link): boolean {
  return one.source === other.source && one.target === other.target;
}

describe('a line of gold links', () => {
  it('has sure and possible ones, the sure among the possible, each once', () => {
    assert.deepEqual(parseGoldLinks(' 0-0  2?1\t10-12 0-0 0?0 ', 'source-target', many), {
      sure: [
        { source: 0, target: 0 },
        { source: 10, target: 12 },
      ],
      possible: [
        { source: 0, target: 0 },
        { source: 2, target: 1 },
        { source: 10, target: 12 },
      ],
    });
    assert.deepEqual(parseGoldLinks('', 'target-source', many), { sure: [], possible: [] });
  });

  it('may have the target first', () => {
    assert.deepEqual(parseGoldLinks('3-1', 'target-source', { source: 2, target: 4 }).sure, [
      { source: 1, target: 3 },
    ]);
  });

  it('says what is wrong with it', () => {
    const words = { source: 3, target: 2 };
    for (const [line, expected] of [
      ['0-0 1', /"1" is no link: sure ones are i-j/],
      ['0-0-1', /"0-0-1" is no link/],
      ['1-x', /"1-x" is no link/],
      ['-1-0', /"-1-0" is no link/],
      ['1.5-0', /"1.5-0" is no link/],
      ['1-0(P)', /is no link/],
      ['99999999999-0', /is no link/],
      ['3-0', /link 3-0 needs word 3 of the source, counted from 0, which has 3 words/],
      ['1?2', /link 1\?2 needs word 2 of the target, counted from 0, which has 2 words.*other way round/],
    ] as const) {
      assert.throws(
        () => parseGoldLinks(line, 'source-target', words),
        (error) => error instanceof RangeError && expected.test(error.message),
        line,
      );
    }
  });
});
