import assert from 'node:assert/strict';
import * as v from 'valibot';
import { modelIds, modelsFolder } from '../model/support';
import { builtCommand, runCommand } from './command';

const weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** The contract with other programs, to the letter. */
const jsonLine = v.strictObject({
  source: v.array(v.string()),
  target: v.array(v.string()),
  model: v.string(),
  score: v.string(),
  convention: v.picklist(['same', 'previous']),
  links: v.string(),
  weights: v.array(v.nullable(v.array(weight))),
  endOfSource: v.array(weight),
});

const luong = modelIds.find((id) => id === 'fr-en-luong')!;

describe('attention-lens align', () => {
  let home: string;
  before(async () => {
    home = await builtCommand();
  });

  const align = (args: readonly string[], input: string) =>
    runCommand(
      home,
      ['align', '--models', modelsFolder, '--model', luong, '--score', 'general', ...args],
      input,
    );

  it('links the words of a sentence and its translation', async () => {
    const { code, out, err } = await align(
      [],
      "le chat dort . ||| the cat sleeps .\nle chien de mon père ||| my father 's dog\n",
    );
    assert.deepEqual([code, err], [0, '']);
    const [first, second] = out.split('\n');
    assert.equal(first, '0-0 1-1 2-2 3-3');
    const targets = second!.split(' ').map((link) => Number(link.split('-')[1]));
    assert.deepEqual(targets, [0, 1, 2, 3]);
  });

  it('writes all weights as JSON, exactly as promised', async () => {
    const { out } = await align(['--weights'], "l' homme dort ||| the man is sleeping\n");
    const answer = v.parse(jsonLine, JSON.parse(out));
    assert.deepEqual(Object.keys(JSON.parse(out) as object), Object.keys(jsonLine.entries));
    assert.deepEqual(answer.source, ["l'", 'homme', 'dort']);
    assert.deepEqual(answer.target, ['the', 'man', 'is', 'sleeping']);
    answer.weights.forEach((row, t) => {
      assert.equal(row!.length, 3);
      const sum = row!.reduce((a, b) => a + b, answer.endOfSource[t]!);
      assert.ok(Math.abs(sum - 1) < 1e-5, `row ${t} adds up to ${sum}`);
    });
    const [first] = answer.weights[1]!.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
    assert.ok(answer.links.split(' ').includes(`${first!.i}-1`));
  });

  it('says of the token before where the convention is the previous one', async () => {
    const line = 'le chat noir dort . ||| the black cat sleeps .\n';
    const same = v.parse(jsonLine, JSON.parse((await align(['--weights'], line)).out));
    const args = ['--weights', '--convention', 'previous'];
    const previous = v.parse(jsonLine, JSON.parse((await align(args, line)).out));
    assert.equal(previous.convention, 'previous');
    // Every word here is one token, so a row is the next word's row of the other convention.
    assert.deepEqual(previous.weights[0], same.weights[1]);
  });

  it('gives words one by one where they are to be taken as they are', async () => {
    const line = "l' homme ||| the man\n";
    const [joined, asIs] = await Promise.all([
      align(['--weights'], line),
      align(['--weights', '--as-is'], line),
    ]);
    assert.notDeepEqual(JSON.parse(joined.out), JSON.parse(asIs.out));
    v.parse(jsonLine, JSON.parse(asIs.out));
  });

  it('answers in the order of the lines, whatever their length, and as one by one', async () => {
    const lines =
      'oui ||| yes\nle chat dort sur le canapé . ||| the cat sleeps on the sofa .\n\nnon . ||| no .\n';
    const [one, many] = await Promise.all([align(['--batch', '1'], lines), align([], lines)]);
    assert.deepEqual(one, many);
    assert.deepEqual(
      many.out.split('\n').map((line) => line.split(' ').length),
      [1, 7, 1, 2, 1],
    );
  });

  it('reports lines that are none by their number, goes on, and exits with 1', async () => {
    const input = [
      'oui',
      'oui ||| ',
      ' ||| yes',
      'a ||| b ||| c',
      `${'mot '.repeat(300)}||| word`,
      `mot ||| ${'word '.repeat(300)}`,
      'oui ||| yes',
    ].join('\n');
    const { code, out, err } = await align([], input);
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), ['', '', '', '', '', '', '0-0', '']);
    const messages = err.trimEnd().split('\n');
    [
      /1: There is no \|\|\|/,
      /2: .*after/,
      /3: .*before/,
      /4: .*more than one/,
      /5: .*302 tokens; this model takes \d+ at most/,
      /6: .*302 tokens; this model takes \d+ at most/,
    ].forEach((expected, i) => {
      assert.match(messages[i]!, expected);
    });
    assert.equal(messages.length, 6);
  });

  it('refuses what has no weights, and options of the other command', async () => {
    const none = await align(['--score', 'none'], 'oui ||| yes\n');
    assert.equal(none.code, 2);
    assert.match(none.err, /none has no weights/);
    const format = await align(['--format', 'text'], '');
    assert.deepEqual([format.code, format.out], [2, '']);
    assert.match(format.err, /align has no option --format/);
  });
});
