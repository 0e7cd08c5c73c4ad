import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArguments } from '../../../src/cli/arguments';
import { evaluate } from '../../../src/cli/evaluate';
import type { AlignOptions, WordAlignment, WordPair } from '../../../src/model/bulkAligner';
import type { Advance, BulkEngine } from '../../../src/model/bulkEngine';
import type { BulkOptions, BulkResults, BulkTranslation } from '../../../src/model/bulkTranslator';
import { EngineError } from '../../../src/model/engineError';
import { UsageError } from '../../../src/cli/usageError';
import { FakeEngine } from '../../support/fakeEngine';
import { sampleTranslation } from '../../support/translations';

const tooLong = new EngineError(
  'too-long',
  'The sentence has 130 tokens; this model takes 100 at most. Select one.',
);
const bad = (reason: unknown): PromiseRejectedResult => ({ status: 'rejected', reason });
const good = <T>(value: T): PromiseFulfilledResult<T> => ({ status: 'fulfilled', value });

/** Translates into the same words, of which `dot` loses the last; links word i with word i. */
class EchoEngine extends FakeEngine implements BulkEngine {
  readonly asked: string[] = [];
  /** What a text or a pair with `LONG` in it comes to. */
  failure: Error = tooLong;

  translateAll(
    model: string,
    texts: readonly string[],
    { score, beam }: BulkOptions,
    advance?: Advance,
  ): Promise<BulkResults<BulkTranslation>> {
    advance?.(texts.length);
    const wide = beam === undefined || beam.width === 1 ? '' : ` beam ${beam.width} ${beam.lengthPenalty}`;
    this.asked.push(`${model} ${score} ${texts.length}${wide}`);
    return Promise.resolve(
      texts.map((text) => {
        if (text.includes('LONG')) return bad(this.failure);
        const targetText = score === 'dot' ? text.replace(/ \S+$/, '') : text;
        return good(sampleTranslation({ targetText, complete: !text.includes('ENDLESS') }));
      }),
    );
  }

  alignAll(
    model: string,
    pairs: readonly WordPair[],
    { score, conventions, asIs }: AlignOptions,
    advance?: Advance,
  ): Promise<BulkResults<readonly WordAlignment[]>> {
    advance?.(pairs.length);
    this.asked.push(`${model} ${score} ${conventions.join('+')} ${String(asIs)} ${pairs.length}`);
    return Promise.resolve(
      pairs.map((pair) => {
        if (pair.source.includes('LONG')) return bad(this.failure);
        const alignments = conventions.map((convention) => {
          const shift = convention === 'previous' ? 1 : 0;
          const links = pair.target.map((_, target) => ({
            source: Math.min(pair.source.length - 1, target + shift),
            target,
          }));
          return { ...pair, links, rows: [], rest: [] };
        });
        return good(alignments);
      }),
    );
  }
}

describe('evaluate', () => {
  let folder: string;
  let engine: EchoEngine;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'evaluate-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    engine = new EchoEngine();
  });

  function files(contents: Readonly<Record<string, readonly string[]>>): void {
    for (const [name, lines] of Object.entries(contents)) {
      writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(''));
    }
  }

  async function run(args: string, screen?: string[]) {
    const named = args.split(' ').map((arg) => (/\.\w+$/.test(arg) ? path.join(folder, arg) : arg));
    const options = parseArguments(['evaluate', ...named]);
    assert.ok(options.command === 'evaluate');
    let [out, err] = ['', ''];
    const code = await evaluate(options, engine, {
      write: (text) => {
        out += text;
        return Promise.resolve();
      },
      error: (text) => (err += text),
      terminal: screen === undefined ? null : { write: (text) => void screen.push(text), columns: () => 80 },
    });
    return {
      code,
      out: out.replaceAll(`${folder}${path.sep}`, ''),
      err: err.replaceAll(`${folder}${path.sep}`, ''),
    };
  }

  const french = ['Le chat dort sur la table.', 'Il fait très froid ici.', 'Je ne sais pas.'];
  const echoed = { 'a.fr': french, 'a.en': french };
  const linked = {
    'g.fr': ['le chat dort', 'il fait froid'],
    'g.en': ['the cat sleeps', 'it is cold'],
    'g.align': ['0-0 1-1 2?2', '0-0 2-2'],
  };

  it('writes a table of models and score functions, and marks what is best', async () => {
    files({ ...echoed, ...linked });
    const { code, out, err } = await run(
      '--source a.fr --reference a.en --gold g.align --gold-source g.fr --gold-target g.en --family luong,bahdanau --score dot,general,none',
    );
    assert.deepEqual([code, err], [0, '']);
    // `dot` loses 6 of 18 tokens, and what is left is right: BLEU is the brevity penalty, exp(1 - 18 / 12).
    const lines = out.split('\n');
    assert.deepEqual(lines.slice(0, 6), [
      'BLEU of 3 sentences of a.fr, translated greedily, against a.en',
      '  nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0',
      'Links of 2 sentences of g.fr and g.en, against g.align',
      '  4 sure and 1 only possible links; AER, precision and recall in per cent',
      '',
      'model           score     BLEU      BP  length   AER   precision   recall',
    ]);
    assert.deepEqual(
      lines.slice(6, 12).map((line) => line.split(/ {2,}/)),
      ['luong', 'bahdanau'].flatMap((family) => [
        [`fr-en-${family}`, 'dot', '60.7', '0.607', '0.667', '10.0*', '83.3*', '100.0*'],
        [`fr-en-${family}`, 'general', '100.0*', '1.000', '1.000', '10.0*', '83.3*', '100.0*'],
        [`fr-en-${family}`, 'none', '100.0*', '1.000', '1.000', '–', '–', '–'],
      ]),
    );
    assert.deepEqual(lines.slice(12), ['', '* the best of its column', '']);
    // Numbers stand below each other by their decimal points.
    const points = lines.slice(6, 8).map((line) => [...line.matchAll(/\./g)].map(({ index }) => index));
    assert.deepEqual(points[0], points[1]);
  });

  it('asks the engine for nothing twice, and for no links of none', async () => {
    files({ ...echoed, ...linked });
    await run(
      '--source a.fr --reference a.en --gold g.align --gold-source g.fr --gold-target g.en --score dot,none --convention both --as-is',
    );
    assert.deepEqual(engine.asked, [
      'fr-en-luong dot 3',
      'fr-en-luong dot same+previous true 2',
      'fr-en-luong none 3',
    ]);
  });

  it('translates with the beam that it is told, and says so', async () => {
    files({ ...echoed, ...linked });
    const beam = '--source a.fr --reference a.en --beam 4 --length-penalty 2';
    const { out } = await run(`${beam} --gold g.align --gold-source g.fr --gold-target g.en --score dot`);
    assert.deepEqual(engine.asked, ['fr-en-luong dot 3 beam 4 2', 'fr-en-luong dot same false 2']);
    assert.match(
      out,
      /^BLEU of 3 sentences of a\.fr, translated with a beam of 4 \(length penalty 2\), against a\.en\n/,
    );
    const json = JSON.parse((await run(`${beam} --format json`)).out) as { bleu: Record<string, unknown> };
    assert.deepEqual([json.bleu['beam'], json.bleu['lengthPenalty']], [4, 2]);
  });

  it('has columns for each convention, with its name above', async () => {
    files(linked);
    const { code, out } = await run(
      '--gold g.align --gold-source g.fr --gold-target g.en --score all --convention both',
    );
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.match(lines[3]!, /^ +convention same +convention previous$/);
    assert.equal((lines[4]!.match(/AER/g) ?? []).length, 2);
    assert.equal(lines.filter((line) => line.startsWith('fr-en-luong')).length, 8);
    assert.doesNotMatch(out, /BLEU/);
    // Links i-i of three words are all right but one that nobody drew; moved by one word only the last is.
    assert.match(out, /additive +10\.0\* +83\.3\* +100\.0\* +70\.0\* +33\.3\* +25\.0\*/);
  });

  it('writes one object a line, exactly as promised', async () => {
    files({ ...echoed, ...linked });
    const { out } = await run(
      '--source a.fr --reference a.en --reference a.fr --gold g.align --gold-source g.fr --gold-target g.en --score dot,none --format json',
    );
    const [dot, none, ...rest] = out.split('\n');
    assert.deepEqual(rest, ['']);
    const { bleu, ...other } = JSON.parse(dot!) as { bleu: Record<string, unknown> };
    assert.deepEqual(Object.keys(bleu), [
      ...['source', 'references', 'beam', 'lengthPenalty', 'sentences', 'signature', 'score', 'precisions'],
      ...[
        'counts',
        'totals',
        'brevityPenalty',
        'hypothesisLength',
        'referenceLength',
        'unfinished',
        'failures',
      ],
    ]);
    assert.deepEqual(
      [
        bleu['source'],
        bleu['references'],
        bleu['beam'],
        bleu['lengthPenalty'],
        bleu['sentences'],
        bleu['hypothesisLength'],
        bleu['referenceLength'],
      ],
      ['a.fr', ['a.en', 'a.fr'], 1, null, 3, 12, 18],
    );
    assert.equal(bleu['signature'], 'nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0');
    assert.ok(Math.abs(Number(bleu['score']) - 100 * Math.exp(1 - 18 / 12)) < 1e-9);
    assert.equal(
      JSON.stringify(other),
      JSON.stringify({
        ...{ model: 'fr-en-luong', score: 'dot' },
        alignments: [
          {
            ...{ convention: 'same', gold: 'g.align', source: 'g.fr', target: 'g.en', sentences: 2 },
            ...{ aer: 10, precision: 500 / 6, recall: 100, links: 6, sure: 4, possible: 5 },
            ...{ inSure: 4, inPossible: 5, failures: [] },
          },
        ],
      }),
    );
    const second = JSON.parse(none!) as { bleu: { score: number }; alignments: unknown };
    assert.deepEqual([Math.round(second.bleu.score), second.alignments], [100, []]);
    files(linked);
    const links = await run('--gold g.align --gold-source g.fr --gold-target g.en --format json');
    assert.equal((JSON.parse(links.out) as { bleu: unknown }).bleu, null);
  });

  it('counts a sentence that the model does not take as empty, names it, and exits with 1', async () => {
    files({
      'a.fr': ['Le chat dort sur la table.', 'LONG', '', 'Il fait ENDLESS très froid ici.', 'LONG'],
      'a.en': ['Le chat dort sur la table.', 'one two three', '', 'Il fait ENDLESS très froid ici.', 'x'],
      'g.fr': ['le chat', 'LONG', ''],
      'g.en': ['the cat', 'long', ''],
      'g.align': ['0-0 1-1', '0-0', ''],
    });
    const args = '--source a.fr --reference a.en --gold g.align --gold-source g.fr --gold-target g.en';
    const { code, out, err } = await run(`${args} --direction fr-en`);
    assert.deepEqual([code, err], [1, '']);
    // 14 tokens of 18; 2 links of 3 sure ones: 1 - 4 / 5.
    assert.match(
      out,
      new RegExp(
        `additive +${(100 * Math.exp(1 - 18 / 14)).toFixed(1)} +0\\.751 +0\\.778 +20\\.0 +100\\.0 +66\\.7`,
      ),
    );
    const notes = [
      'fr-en-luong: lines 2, 5 not translated, and counted as empty. ' +
        'Line 2: The sentence has 130 tokens; this model takes 100 at most.',
      'fr-en-luong: line 2 not aligned, and counted as without links. ' +
        'Line 2: The sentence has 130 tokens; this model takes 100 at most.',
      'fr-en-luong: up to 1 translations did not end within the greatest length that it makes.',
    ];
    for (const note of notes) assert.ok(out.includes(`\n\n${note}\n`), out);
    const json = await run(`${args} --direction fr-en --format json`);
    assert.equal(json.code, 1);
    assert.equal(json.err, notes.map((note) => `attention-lens: ${note}\n`).join(''));
    const line = JSON.parse(json.out) as { bleu: { failures: unknown; unfinished: number } };
    assert.equal(line.bleu.unfinished, 1);
    assert.deepEqual(line.bleu.failures, [
      { line: 2, reason: tooLong.message },
      { line: 5, reason: tooLong.message },
    ]);
  });

  it('names no more than ten lines', async () => {
    const lines = Array.from({ length: 13 }, () => 'LONG');
    files({ 'a.fr': lines, 'a.en': lines });
    const { out } = await run('--source a.fr --reference a.en --direction fr-en');
    assert.match(out, /lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3 more not translated/);
  });

  it('gives up where the model cannot be used at all', async () => {
    files({ 'a.fr': ['LONG'], 'a.en': ['x'] });
    engine.failure = new EngineError('invalid-bundle', 'weights.safetensors is broken.');
    await assert.rejects(run('--source a.fr --reference a.en --direction fr-en'), /is broken/);
  });

  it('takes the direction from the source, and says where a model is for another one', async () => {
    const english = ['The cat sleeps on the table.', 'It is very cold here.'];
    files({ 'b.en': english, 'b.fr': english });
    const auto = await run('--source b.en --reference b.fr');
    assert.match(auto.out, /en-fr-luong/);
    assert.equal(auto.err, '');
    const wrong = await run('--source b.en --reference b.fr --model fr-en-luong');
    assert.equal(wrong.code, 0);
    assert.equal(
      wrong.err,
      'attention-lens: b.en looks like English, and fr-en-luong translates from French.\n',
    );
    const german = ['Die Katze schläft auf dem Tisch.', 'Es ist heute sehr kalt hier.'];
    files({ 'b.de': german });
    await assert.rejects(run('--source b.de --reference b.fr'), (error) => {
      return error instanceof UsageError && error.message.includes('looks like German, which no model');
    });
  });

  it('refuses models of different languages, unknown ones, and none without a text', async () => {
    files({ ...echoed, ...linked });
    for (const [args, expected] of [
      ['--source a.fr --reference a.en --model fr-en-luong,en-fr-luong', /different languages/],
      ['--gold g.align --gold-source g.fr --gold-target g.en --score none', /none has no weights/],
    ] as const) {
      await assert.rejects(run(args), (error) => error instanceof UsageError && expected.test(error.message));
    }
    engine.installed = engine.installed.map((one) => ({ ...one, scores: ['general'] }));
    await assert.rejects(run('--source a.fr --reference a.en --score dot'), /was not trained with "dot"/);
  });

  it('shows how far it is on a terminal, and takes that away before it writes', async () => {
    const lines = Array.from({ length: 600 }, () => 'Le chat dort.');
    files({ 'a.fr': lines, 'a.en': lines, ...linked });
    const screen: string[] = [];
    await run(
      '--source a.fr --reference a.en --gold g.align --gold-source g.fr --gold-target g.en --score dot,none',
      screen,
    );
    assert.match(screen[0]!, / 0\/1,202 sentences/);
    assert.ok(screen.some((text) => text.includes('1,202/1,202 sentences')));
    assert.equal(screen.at(-1), '\r\u001b[2K');
  });
});
