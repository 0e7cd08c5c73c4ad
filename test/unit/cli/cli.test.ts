import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { fileOf, modelIds, modelsFolder, runtimeNames } from '../model/support';
import { builtCommand, runCommand } from './command';

/** The contract with other programs, to the letter. */
const jsonLine = v.strictObject({
  source: v.string(),
  target: v.string(),
  model: v.string(),
  score: v.string(),
  sourceTokens: v.array(v.string()),
  targetTokens: v.array(v.string()),
  weights: v.nullable(v.array(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))))),
  missing: v.array(v.string()),
  repeated: v.array(v.string()),
});

/** What a beam adds to it. */
const hypothesis = v.strictObject({
  text: v.string(),
  logProbability: v.number(),
  score: v.number(),
  complete: v.boolean(),
  targetTokens: v.array(v.string()),
  weights: jsonLine.entries.weights,
});
const beamLine = v.strictObject({
  ...jsonLine.entries,
  beam: v.number(),
  lengthPenalty: v.number(),
  hypotheses: v.array(hypothesis),
});

describe('attention-lens, as a command', () => {
  let home: string;
  before(async () => {
    home = await builtCommand();
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  const run = (args: readonly string[], input: string | Uint8Array = '', folder = home) =>
    runCommand(folder, args, input);

  const translate = (args: readonly string[], input: string | Uint8Array) =>
    run(['translate', '--models', modelsFolder, ...args], input);

  function parse(out: string): v.InferOutput<typeof jsonLine>[] {
    const lines = out.split('\n');
    assert.equal(lines.pop(), '');
    return lines.map((line) => v.parse(jsonLine, JSON.parse(line)));
  }

  it('writes one object a line, exactly as promised', async () => {
    const { code, out, err } = await translate(['--score', 'general'], 'Le chat dort.\r\nIl pleut, 東京 🏨.');
    assert.deepEqual([code, err], [0, '']);
    const objects = parse(out);
    assert.deepEqual(
      objects.map(({ source }) => source),
      ['Le chat dort.', 'Il pleut, 東京 🏨.'],
    );
    for (const { sourceTokens, targetTokens, weights, model, score } of objects) {
      assert.deepEqual([model, score], ['fr-en-luong', 'general']);
      assert.equal(sourceTokens.at(-1), '</s>');
      assert.equal(targetTokens.at(-1), '</s>');
      assert.equal(weights!.length, targetTokens.length);
      for (const row of weights!) {
        assert.equal(row.length, sourceTokens.length);
        assert.ok(Math.abs(row.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5);
      }
    }
    assert.deepEqual(Object.keys(JSON.parse(out.split('\n')[0]!) as object), Object.keys(jsonLine.entries));
  });

  it('answers as one by one when it computes many at once, in the order of the lines', async () => {
    const input =
      'Oui.\n\nLe chat dort sur le canapé de ma grand-mère depuis ce matin.\nIl pleut.\n' +
      `${'mot '.repeat(300)}\nMerci beaucoup, Monsieur le Président.\n`;
    for (const format of ['text', 'json']) {
      const args = ['--score', 'general', '--format', format];
      const [one, many] = await Promise.all([
        translate([...args, '--batch', '1'], input),
        translate([...args, '--batch', '3'], input),
      ]);
      assert.match(many.err, /^attention-lens: line 5: [^\n]*\n$/);
      assert.deepEqual([one.code, one.err], [1, many.err]);
      if (format === 'text') assert.equal(many.out, one.out);
      else assertSame(parse(many.out), parse(one.out));
    }
  });

  it('answers the same to the last digit, however many threads there are', async () => {
    const short = ['Oui.', '', 'Le chat dort.', 'mot '.repeat(300), 'Il pleut.', 'Merci beaucoup, Madame.'];
    const input = [...short, ...short.map((line) => `${line} Non.`), ''].join('\n');
    for (const more of [[], ['--document']]) {
      const args = ['translate', '--models', modelsFolder, '--direction', 'fr-en', '--batch', '2', ...more];
      const one = await run([...args, '--threads', '1'], input);
      assert.equal(one.code, 1);
      assert.match(one.err, /line \d+: .*at most/);
      assert.ok(one.out.length > 100);
      assert.deepEqual(await run([...args, '--threads', '3'], input), one);
    }
  });

  it('lists the hypotheses of a beam, the best first, and the same however many lines it takes at once', async () => {
    const input = 'Le chat dort sur le canapé.\n\nIl ne sait pas où elle habite.\n';
    const args = ['--score', 'general', '--beam', '4', '--length-penalty', '0.6'];
    const [one, many] = await Promise.all([
      translate([...args, '--batch', '1'], input),
      translate(args, input),
    ]);
    assert.deepEqual([one.code, one.err, many.code, many.err], [0, '', 0, '']);
    const read = (out: string) =>
      out
        .trimEnd()
        .split('\n')
        .map((line) => v.parse(beamLine, JSON.parse(line)));
    const [expected, actual] = [read(one.out), read(many.out)];
    assert.deepEqual(actual[1]!.hypotheses, []);
    for (const line of actual.filter(({ source }) => source !== '')) {
      assert.deepEqual([line.beam, line.lengthPenalty, line.hypotheses.length], [4, 0.6, 4]);
      const [best] = line.hypotheses;
      assert.deepEqual(
        [best!.text, best!.targetTokens, best!.weights],
        [line.target, line.targetTokens, line.weights],
      );
      for (const [rank, { score, logProbability, targetTokens, weights }] of line.hypotheses.entries()) {
        assert.ok(score <= (line.hypotheses[rank - 1]?.score ?? 0));
        assert.ok(Math.abs(score - logProbability / ((5 + targetTokens.length) / 6) ** 0.6) < 1e-9);
        assert.equal(weights!.length, targetTokens.length);
        assert.ok(weights!.every((row) => row.length === line.sourceTokens.length));
      }
    }
    for (const [i, line] of actual.entries()) {
      const texts = ({ hypotheses }: (typeof actual)[number]) => hypotheses.map(({ text }) => text);
      assert.deepEqual(texts(line), texts(expected[i]!));
    }
    const text = await translate([...args, '--format', 'text'], input);
    assert.deepEqual(text.out.split('\n'), [actual[0]!.target, '', actual[2]!.target, '']);
    const picture = await translate([...args, '--format', 'heatmap'], input.split('\n')[0]!);
    assert.ok(picture.out.includes(`→ ${actual[0]!.target}`));
    const document = await translate([...args, '--document'], input.split('\n')[0]!);
    assert.equal(document.out.trimEnd(), actual[0]!.target);
  });

  it('with a beam of one is greedy, and says no more', async () => {
    const [plain, one] = await Promise.all([
      translate([], 'Le chat dort.\n'),
      translate(['--beam', '1'], 'Le chat dort.\n'),
    ]);
    assert.deepEqual(one, plain);
    parse(one.out);
  });

  it('has no weights without attention', async () => {
    const { out } = await translate(['--score', 'none', '--model', modelIds[1]!], 'Le chat dort.\n');
    assert.equal(parse(out)[0]!.weights, null);
    assert.equal(parse(out)[0]!.model, modelIds[1]);
  });

  it('says the same in both runtimes', async () => {
    const outcomes = [];
    for (const name of runtimeNames) {
      outcomes.push(
        await translate(['--format', 'text', '--runtime', name], 'Le chat dort sur le canapé.\n'),
      );
    }
    assert.ok(outcomes[0]!.out.length > 2);
    assert.deepEqual(outcomes[0], outcomes[1]);
  });

  it('draws a picture, without colour where no terminal is', async () => {
    const { code, out } = await translate(['--format', 'heatmap'], 'Le chat dort.\n');
    assert.equal(code, 0);
    assert.match(out, /Additive: vᵀ tanh/);
    assert.match(out, /0 {2}░▒▓█ 1/);
    assert.ok(!out.includes('\u001b'));
  });

  it('answers a blank line with an empty one', async () => {
    const json = parse((await translate([], '\n  \nOui.\n')).out);
    assert.deepEqual(
      json.map(({ source }) => source),
      ['', '  ', 'Oui.'],
    );
    assert.deepEqual(json[1], { ...json[1], target: '', sourceTokens: [], targetTokens: [], weights: [] });
    const text = await translate(['--format', 'text'], '\nOui.\n');
    assert.equal(text.out.split('\n')[0], '');
    assert.equal(text.out.split('\n').length, 3);
  });

  it('leaves out what is in another language, by its number, unless it is told a direction', async () => {
    const lines = 'Le chat dort.\nWo ist der Bahnhof?\nTaxi !\n';
    for (const batch of ['1', '64']) {
      const { code, out, err } = await translate(['--batch', batch], lines);
      assert.equal(code, 1);
      assert.match(err, /^attention-lens: line 2: This looks like German\. The models translate .*French/);
      assert.deepEqual(
        parse(out).map(({ source, model }) => [source, model]),
        [
          ['Le chat dort.', 'fr-en-luong'],
          ['Taxi !', 'fr-en-luong'],
        ],
      );
    }
    const anyway = await translate(['--direction', 'fr-en', '--family', 'bahdanau'], lines);
    assert.deepEqual([anyway.code, anyway.err], [0, '']);
    assert.deepEqual(
      parse(anyway.out).map(({ model }) => model),
      ['fr-en-bahdanau', 'fr-en-bahdanau', 'fr-en-bahdanau'],
    );
  });

  it('reports a line that is too long by its number, goes on, and exits with 1', async () => {
    const args = ['--format', 'text', '--direction', 'fr-en'];
    const { code, out, err } = await translate(args, `Oui.\n${'mot '.repeat(3000)}\nNon.\n`);
    assert.equal(code, 1);
    assert.match(err, /^attention-lens: line 2: .*3001 tokens; this model takes \d+ at most/);
    const lines = out.split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[1], '');
    assert.ok(lines[0] !== '' && lines[2] !== '');
  });

  it('takes bytes that are no text', async () => {
    const { code, out } = await translate([], Uint8Array.of(0xff, 0xfe, 0x00, 0x41, 0x0a));
    assert.equal(code, 0);
    assert.equal(parse(out)[0]!.source, '\uFFFD\uFFFD\u0000A');
  });

  it('translates a document, and says which of its lines it could not', async () => {
    const long = 'mot '.repeat(3000).trim();
    const input = `# Le chat\n\n> Il pleut, et le chat\n> dort.\n\n\`\`\`\nOui.\n\`\`\`\n${long}\n`;
    const { code, out, err } = await translate(['--document', '--model', modelIds[0]!], input);
    assert.equal(code, 1);
    assert.match(out, /^# \S.*\n\n> \S.*\n> \S.*\n\n```\nOui\.\n```\nmot mot .* mot\n$/);
    assert.ok(!out.includes('dort'));
    assert.match(err, /line 9: left as it is: .*takes \d+ (tokens )?at most.*\n.*1 of 3 sentences were left/);
  });

  it('answers nothing with nothing', async () => {
    assert.deepEqual(await translate([], ''), { code: 0, out: '', err: '' });
  });

  for (const [name, args, message] of [
    ['no command', [], /A command is missing/],
    ['an unknown score function', ['translate', '--score', 'cosine'], /"cosine" is not one of/],
    [
      'an unknown model',
      ['translate', '--models', modelsFolder, '--model', 'nobody'],
      /"nobody" is not known.*fr-en-luong/,
    ],
    [
      'a folder that is none',
      ['translate', '--models', '/nowhere/at/all'],
      /\/nowhere\/at\/all cannot be read/,
    ],
  ] as const) {
    it(`exits with 2 and its usage on ${name}`, async () => {
      const { code, out, err } = await run(args, 'Oui.\n');
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.match(err, /\nUsage: attention-lens translate /);
    });
  }

  it('explains itself', async () => {
    const help = await run(['--help']);
    assert.deepEqual([help.code, help.err], [0, '']);
    assert.match(help.out, /^Usage: attention-lens translate/);
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('exits with 1 and names the file of a broken model', async () => {
    const models = path.join(home, 'broken');
    cpSync(path.join(modelsFolder, 'fr-en-bahdanau'), path.join(models, 'fr-en-bahdanau'), {
      recursive: true,
    });
    writeFileSync(
      path.join(models, 'fr-en-bahdanau', 'decoder.onnx'),
      fileOf('fr-en-bahdanau', 'decoder.onnx').slice(5),
    );
    const { code, out, err } = await run(['translate', '--models', models], 'Oui.\nNon.\n');
    assert.deepEqual([code, out], [1, '']);
    assert.match(
      err,
      /^attention-lens: The model "fr-en-bahdanau" cannot be used\. decoder\.onnx: has \d+ bytes.*\n$/,
    );
  });

  it('exits with 1 where the native runtime is asked for and missing', async () => {
    const bare = mkdtempSync(path.join(tmpdir(), 'cli-'));
    cpSync(path.join(home, 'dist'), path.join(bare, 'dist'), { recursive: true });
    try {
      const args = ['translate', '--models', modelsFolder, '--runtime', 'native'];
      const { code, err } = await run(args, 'Oui.\n', bare);
      assert.equal(code, 1);
      assert.match(err, /native runtime is not available/);
    } finally {
      rmSync(bare, { recursive: true });
    }
  });

  it('writes each answer as soon as it has it', async () => {
    const child = spawn(process.execPath, [
      path.join(home, 'dist/cli.js'),
      'translate',
      '--models',
      modelsFolder,
    ]);
    child.stdin.write('Oui.\n');
    // Nothing more is sent before the first answer is there.
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.end();
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
  });

  it('ends at once when it is told to, with its threads at work', async () => {
    const args = ['translate', '--models', modelsFolder, '--threads', '2', '--score', 'none'];
    const child = spawn(process.execPath, [path.join(home, 'dist/cli.js'), ...args]);
    child.stdin.on('error', () => undefined);
    child.stdin.write('Oui.\n'.repeat(5000));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    const signal = await new Promise((resolve) =>
      child.once('close', (_, by) => {
        resolve(by);
      }),
    );
    assert.equal(signal, 'SIGINT');
  });

  it('does not wait for lines where a model cannot be used', async () => {
    const models = path.join(home, 'unusable');
    cpSync(path.join(modelsFolder, 'fr-en-luong'), path.join(models, 'fr-en-luong'), { recursive: true });
    writeFileSync(path.join(models, 'fr-en-luong', 'decoder.onnx'), 'nothing');
    const args = ['translate', '--models', models, '--threads', '2', '--batch', '2'];
    const child = spawn(process.execPath, [path.join(home, 'dist/cli.js'), ...args]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.on('error', () => undefined);
    // And the end of the input never comes.
    child.stdin.write('Le chat dort.\n'.repeat(9));
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 1);
    assert.match(err, /"fr-en-luong" cannot be used\. decoder\.onnx/);
  });

  it('ends quietly when nobody reads any more', async () => {
    const child = spawn(process.execPath, [
      path.join(home, 'dist/cli.js'),
      'translate',
      '--models',
      modelsFolder,
    ]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.on('error', () => undefined);
    child.stdin.write('Oui.\n');
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stdin.write('Non.\n'.repeat(2000));
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, err], [0, '']);
  });
});

/** The same answers, weights to within what single precision and another order of sums make of them. */
function assertSame(
  actual: readonly v.InferOutput<typeof jsonLine>[],
  expected: readonly v.InferOutput<typeof jsonLine>[],
): void {
  const words = actual.map((answer) => ({ ...answer, weights: null }));
  assert.deepEqual(
    words,
    expected.map((answer) => ({ ...answer, weights: null })),
  );
  actual.forEach(({ weights }, i) => {
    weights!.forEach((row, t) => {
      row.forEach((weight, s) => {
        assert.ok(Math.abs(weight - expected[i]!.weights![t]![s]!) <= 1e-4);
      });
    });
  });
}
