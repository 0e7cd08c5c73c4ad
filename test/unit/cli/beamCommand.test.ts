import assert from 'node:assert/strict';
import * as v from 'valibot';
import { modelsFolder } from '../model/support';
import { builtCommand, runCommand } from './command';
import { jsonLine, parsed } from './jsonLine';

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

describe('attention-lens translate --beam', () => {
  let home: string;
  before(async () => {
    home = await builtCommand();
  });

  const translate = (args: readonly string[], input: string) =>
    runCommand(home, ['translate', '--models', modelsFolder, ...args], input);

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
    parsed(one.out);
  });
});
