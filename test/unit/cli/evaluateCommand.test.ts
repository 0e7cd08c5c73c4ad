import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { scoreNames } from '../../../src/attention/scoreName';
import { alignmentQuality } from '../../../src/metrics/alignmentError';
import { corpusBleu } from '../../../src/metrics/bleu';
import { parseGoldLinks } from '../../../src/metrics/goldLinks';
import { modelIds, modelsFolder } from '../model/support';
import { builtCommand, runCommand } from './command';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100 + 1e-9));
const four = <T extends typeof count | typeof percent>(schema: T) => v.pipe(v.array(schema), v.length(4));
const failures = v.array(v.strictObject({ line: count, reason: v.string() }));
/** The contract with other programs, to the letter. */
const jsonLine = v.strictObject({
  model: v.string(),
  score: v.picklist(scoreNames),
  bleu: v.nullable(
    v.strictObject({
      source: v.string(),
      references: v.array(v.string()),
      beam: v.number(),
      lengthPenalty: v.nullable(v.number()),
      sentences: count,
      signature: v.string(),
      score: percent,
      precisions: four(percent),
      counts: four(count),
      totals: four(count),
      brevityPenalty: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      hypothesisLength: count,
      referenceLength: count,
      unfinished: count,
      failures,
    }),
  ),
  alignments: v.array(
    v.strictObject({
      convention: v.picklist(['same', 'previous']),
      gold: v.string(),
      source: v.string(),
      target: v.string(),
      sentences: count,
      aer: v.nullable(percent),
      precision: v.nullable(percent),
      recall: v.nullable(percent),
      links: count,
      sure: count,
      possible: count,
      inSure: count,
      inPossible: count,
      failures,
    }),
  ),
});

const model = modelIds.find((id) => id === 'fr-en-luong')!;
const sources = ['Le chat dort sur la table.', 'Je ne sais pas où elle habite.', 'Il fait froid.', 'Merci !'];
const references = ['The cat sleeps on the table.', "I don't know where she lives.", "It's cold.", 'Thanks!'];
const words = {
  source: ['le chat dort .', 'je ne sais pas où elle habite .'],
  target: ['the cat sleeps .', "I don't know where she lives ."],
  gold: ['0-0 1-1 2-2 3-3', '0-0 1-1 3-1 2-2 4-3 5-4 6-5 7-6 1?2'],
};

describe('attention-lens evaluate', () => {
  let home: string;
  let folder: string;
  before(async () => {
    home = await builtCommand();
    folder = mkdtempSync(path.join(tmpdir(), 'evaluate-'));
    for (const [name, lines] of Object.entries({
      ...{ 'a.fr': sources, 'a.en': references, 'short.en': references.slice(1) },
      ...{ 'g.fr': words.source, 'g.en': words.target, 'g.align': words.gold },
      ...{
        'bad.align': ['0-0', '1:1'],
        'long.fr': ['Le chat dort sur la table. '.repeat(40), ...sources.slice(1)],
      },
      'many.fr': Array.from({ length: 200 }, (_, i) => `${sources[i % 2] ?? ''} ${i}`),
    })) {
      writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
    }
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const texts = () => ['--source', at('a.fr'), '--reference', at('a.en')];
  const links = () => ['--gold', at('g.align'), '--gold-source', at('g.fr'), '--gold-target', at('g.en')];
  const run = (args: readonly string[], input = '') =>
    runCommand(home, [args[0]!, '--models', modelsFolder, '--model', model, ...args.slice(1)], input);

  it('measures what translate and align write', async () => {
    const score = ['--score', 'general'];
    const measured = await run(['evaluate', ...texts(), ...links(), ...score, '--format', 'json']);
    assert.deepEqual([measured.code, measured.err], [0, '']);
    const { bleu, alignments } = v.parse(jsonLine, JSON.parse(measured.out));

    const bleuOf = async (beam: readonly string[]) => {
      const translated = await run(['translate', ...score, ...beam, '--format', 'text'], sources.join('\n'));
      return corpusBleu(translated.out.trimEnd().split('\n'), [references]);
    };
    const expected = await bleuOf([]);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(bleu![key as 'score'], value, key);
    const beam = ['--beam', '3'];
    const searched = await run(['evaluate', ...texts(), ...score, ...beam, '--format', 'json']);
    assert.equal(v.parse(jsonLine, JSON.parse(searched.out)).bleu!.score, (await bleuOf(beam)).score);
    assert.deepEqual([bleu!.sentences, bleu!.source, bleu!.failures], [4, at('a.fr'), []]);

    const pairs = words.source.map((source, i) => `${source} ||| ${words.target[i] ?? ''}`);
    const aligned = await run(['align', ...score], pairs.join('\n'));
    const many = { source: 100, target: 100 };
    const parse = (line: string) => parseGoldLinks(line, 'source-target', many);
    const quality = alignmentQuality(
      aligned.out
        .trimEnd()
        .split('\n')
        .map((line) => parse(line).sure),
      words.gold.map(parse),
    );
    for (const [key, value] of Object.entries(quality))
      assert.equal(alignments[0]![key as 'aer'], value, key);
    assert.deepEqual([alignments.length, alignments[0]!.sentences], [1, 2]);
  });

  it('measures several score functions, as a table or as one object for each', async () => {
    const args = ['evaluate', ...texts(), ...links(), '--score', 'dot,none', '--convention', 'both'];
    const [table, json] = [await run(args), await run([...args, '--format', 'json'])];
    assert.deepEqual([table.code, table.err, json.code, json.err], [0, '', 0, '']);
    const rows = json.out
      .trimEnd()
      .split('\n')
      .map((line) => v.parse(jsonLine, JSON.parse(line)));
    assert.deepEqual(
      rows.map(({ score }) => score),
      ['dot', 'none'],
    );
    for (const { score, bleu, alignments } of rows) {
      const line = table.out.split('\n').find((text) => text.includes(` ${score} `)) ?? '';
      const cells = line.replaceAll('*', ' ').split(/ {2,}/);
      const rates = alignments.flatMap(({ aer, precision, recall }) => [aer!, precision!, recall!]);
      assert.deepEqual(
        cells.filter((cell) => cell !== '').map((cell) => cell.trim()),
        [
          ...[model, score, bleu!.score.toFixed(1), bleu!.brevityPenalty.toFixed(3)],
          (bleu!.hypothesisLength / bleu!.referenceLength).toFixed(3),
          ...(score === 'none' ? Array<string>(6).fill('–') : rates.map((rate) => rate.toFixed(1))),
        ],
      );
    }
  });

  it('exits with 1 where a sentence is too long, and has measured the others', async () => {
    const args = ['--source', at('long.fr'), '--reference', at('a.en'), '--format', 'json'];
    const { code, out, err } = await run(['evaluate', ...args]);
    assert.equal(code, 1);
    const { bleu } = v.parse(jsonLine, JSON.parse(out));
    assert.deepEqual(
      bleu!.failures.map(({ line }) => line),
      [1],
    );
    assert.ok(bleu!.score > 0);
    assert.match(
      err,
      /^attention-lens: fr-en-luong: line 1 not translated, and counted as empty\. Line 1: .*tokens/,
    );
  });

  it('refuses files that are not as they must be, in a line', async () => {
    for (const [args, expected] of [
      [['--source', at('none.fr'), '--reference', at('a.en')], /none\.fr is not there\./],
      [['--source', at('a.fr'), '--reference', at('short.en')], /a\.fr has 4 lines and .*short\.en 3:/],
      [
        ['--gold', at('bad.align'), '--gold-source', at('g.fr'), '--gold-target', at('g.en')],
        /bad\.align, line 2: "1:1" is no link/,
      ],
    ] as const) {
      const { code, out, err } = await run(['evaluate', ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
      assert.equal(err.trimEnd().split('\n').length, 1);
    }
    const nothing = await run(['evaluate']);
    assert.equal(nothing.code, 2);
    assert.match(nothing.err, /nothing to measure[^]*Usage:/);
  });

  it('says how it is used', async () => {
    const { code, out } = await runCommand(home, ['evaluate', '--help'], '');
    assert.equal(code, 0);
    assert.match(out, /^Usage: attention-lens evaluate /);
    assert.ok(out.split('\n').every((line) => line.length <= 120));
  });

  it('stops at once when it is interrupted, with what is whole already', async function () {
    // Windows has no such signal.
    if (process.platform === 'win32') this.skip();
    const args = [
      '--source',
      at('many.fr'),
      '--reference',
      at('many.fr'),
      '--score',
      'all',
      '--format',
      'json',
    ];
    const child = spawn(process.execPath, [
      ...[path.join(home, 'dist/cli.js'), 'evaluate', '--models', modelsFolder, '--model', model],
      ...args,
    ]);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out === '') child.kill('SIGINT');
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([code, err], [130, 'attention-lens: interrupted.\n']);
    const lines = out.split('\n');
    assert.equal(lines.pop(), '');
    assert.ok(lines.length < scoreNames.length);
    for (const line of lines) v.parse(jsonLine, JSON.parse(line));
  });
});
