import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { parseArguments } from '../../../src/cli/arguments';
import { UsageError } from '../../../src/cli/usageError';

const threads = Math.min(availableParallelism(), 16);
const texts = ['--source', 'a.fr', '--reference', 'a.en'];
const links = ['--gold', 'g.align', '--gold-source', 'g.fr', '--gold-target', 'g.en'];

describe('arguments of evaluate', () => {
  it('have defaults', () => {
    assert.deepEqual(parseArguments(['evaluate', ...texts]), {
      command: 'evaluate',
      direction: 'auto',
      ids: [],
      families: [],
      scores: 'first',
      text: { source: 'a.fr', references: ['a.en'] },
      beam: { width: 1, lengthPenalty: 1 },
      gold: null,
      conventions: ['same'],
      asIs: false,
      format: 'table',
      batch: 64,
      threads,
      runtime: 'auto',
      models: undefined,
    });
  });

  it('are all understood', () => {
    const more =
      '--reference b.en --gold-order target-source --direction fr-en --family luong,bahdanau --score dot,none ' +
      '--beam 4 --length-penalty 0.6 --convention both --as-is --format json --batch 8 --threads 3 --runtime wasm ' +
      '--models d';
    assert.deepEqual(parseArguments(['evaluate', ...texts, ...links, ...more.split(' ')]), {
      command: 'evaluate',
      direction: 'fr-en',
      ids: [],
      families: ['luong', 'bahdanau'],
      scores: ['dot', 'none'],
      text: { source: 'a.fr', references: ['a.en', 'b.en'] },
      beam: { width: 4, lengthPenalty: 0.6 },
      gold: { links: 'g.align', source: 'g.fr', target: 'g.en', order: 'target-source' },
      conventions: ['same', 'previous'],
      asIs: true,
      format: 'json',
      batch: 8,
      threads: 3,
      runtime: 'wasm',
      models: 'd',
    });
  });

  it('take links without texts', () => {
    const parsed = parseArguments(['evaluate', ...links]);
    assert.ok(parsed.command === 'evaluate');
    assert.equal(parsed.text, null);
    assert.equal(parsed.gold?.order, 'source-target');
  });

  it('name several models, with commas or one by one, each once', () => {
    for (const models of [
      ['--model', 'm,n,m'],
      ['--model', 'm', '--model=n'],
      ['--model', 'm, n'],
    ]) {
      const parsed = parseArguments(['evaluate', ...texts, ...models]);
      assert.ok(parsed.command === 'evaluate');
      assert.deepEqual(parsed.ids, ['m', 'n']);
    }
    const parsed = parseArguments(['evaluate', ...texts, '--score', 'all']);
    assert.ok(parsed.command === 'evaluate');
    assert.equal(parsed.scores, 'all');
  });

  it('may ask for help of their own', () => {
    assert.deepEqual(parseArguments(['evaluate', '--help']), { command: 'help', about: 'evaluate' });
  });

  it('leave those of the other commands as they were: the last one counts', () => {
    const parsed = parseArguments('translate --model m --model n --score dot --score none'.split(' '));
    assert.ok(parsed.command === 'translate');
    assert.deepEqual([parsed.model, parsed.score], ['n', 'none']);
  });

  for (const [name, args, message] of [
    ['nothing to measure', [], /nothing to measure: --source and --reference.*--gold/],
    ['a source alone', ['--source', 'a'], /--source needs --reference/],
    ['a reference alone', ['--reference', 'a'], /--reference needs --source/],
    ['a beam without texts', [...links, '--beam', '4'], /--beam needs --source/],
    ['a beam too wide', [...texts, '--beam', '13'], /--beam "13" is not a whole number from 1 to 12/],
    ['links without words', [...texts, '--gold', 'g'], /--gold needs --gold-source and --gold-target/],
    ['words without links', [...texts, '--gold-source', 'g'], /--gold-source needs --gold/],
    ['a convention of nothing', [...texts, '--convention', 'both'], /--convention needs --gold/],
    [
      'an unknown order',
      [...links, '--gold-order', 'en-fr'],
      /--gold-order "en-fr" is not one of source-target/,
    ],
    ['an unknown convention', [...links, '--convention', 'all'], /"all" is not one of same, previous, both/],
    [
      'an unknown score function',
      [...texts, '--score', 'dot,cosine'],
      /--score "cosine" is not one of additive/,
    ],
    ['an unknown family', [...texts, '--family', 'luong,other'], /--family "other" is not one of luong/],
    ['an empty name', [...texts, '--score', 'dot,'], /--score "dot," has an empty name/],
    ['a model twice', [...texts, '--model', 'm', '--family', 'luong'], /--model already says/],
    ['a format of translations', [...texts, '--format', 'text'], /--format "text" is not one of table, json/],
    ['a file by itself', ['a.fr'], /Unexpected argument "a.fr": files are named by options/],
    ['an option of translate', [...texts, '--document'], /evaluate has no option --document/],
    ['an option of align', [...links, '--weights'], /evaluate has no option --weights/],
  ] as const) {
    it(`are refused: ${name}`, () => {
      assert.throws(
        () => parseArguments(['evaluate', ...args]),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }

  it('are not those of the other commands', () => {
    for (const option of ['--source', '--reference', '--gold', '--gold-order']) {
      for (const command of ['translate', 'align']) {
        assert.throws(
          () => parseArguments([command, option, 'x']),
          (error) => error instanceof UsageError && error.message === `${command} has no option ${option}.`,
        );
      }
    }
  });
});
