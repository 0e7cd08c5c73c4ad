import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as v from 'valibot';
import { fileOf, modelIds, modelsFolder, runtimeNames } from '../model/support';
import { builtCommand, runCommand } from './command';
import { jsonLine, parsed } from './jsonLine';

describe('attention-lens, as a command', () => {
  let home: string;
  before(async () => {
    home = await builtCommand();
  });

  const run = (args: readonly string[], input: string | Uint8Array = '', folder = home) =>
    runCommand(folder, args, input);

  const translate = (args: readonly string[], input: string | Uint8Array) =>
    run(['translate', '--models', modelsFolder, ...args], input);

  it('writes one object a line, exactly as promised', async () => {
    const { code, out, err } = await translate(['--score', 'general'], 'Le chat dort.\r\nIl pleut, 東京 🏨.');
    assert.deepEqual([code, err], [0, '']);
    const objects = parsed(out);
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
      else assertSame(parsed(many.out), parsed(one.out));
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

  it('has no weights without attention', async () => {
    const { out } = await translate(['--score', 'none', '--model', modelIds[1]!], 'Le chat dort.\n');
    assert.equal(parsed(out)[0]!.weights, null);
    assert.equal(parsed(out)[0]!.model, modelIds[1]);
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
    const json = parsed((await translate([], '\n  \nOui.\n')).out);
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
        parsed(out).map(({ source, model }) => [source, model]),
        [
          ['Le chat dort.', 'fr-en-luong'],
          ['Taxi !', 'fr-en-luong'],
        ],
      );
    }
    const anyway = await translate(['--direction', 'fr-en', '--family', 'bahdanau'], lines);
    assert.deepEqual([anyway.code, anyway.err], [0, '']);
    assert.deepEqual(
      parsed(anyway.out).map(({ model }) => model),
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
    assert.equal(parsed(out)[0]!.source, '\uFFFD\uFFFD\u0000A');
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
