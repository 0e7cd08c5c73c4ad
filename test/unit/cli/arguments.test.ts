import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { parseArguments } from '../../../src/cli/arguments';
import { defaultLengthPenalty } from '../../../src/protocol/beam';
import { UsageError } from '../../../src/cli/usageError';

const threads = Math.min(availableParallelism(), 16);

describe('arguments of the shell command', () => {
  it('have defaults', () => {
    assert.deepEqual(parseArguments(['translate']), {
      command: 'translate',
      model: undefined,
      direction: 'auto',
      family: undefined,
      score: undefined,
      format: 'json',
      document: false,
      batch: 64,
      threads,
      beam: { width: 1, lengthPenalty: defaultLengthPenalty },
      runtime: 'auto',
      models: undefined,
    });
  });

  it('are all understood', () => {
    const args =
      '--model m --score scaled-dot --format=heatmap --batch 8 --threads 3 --beam 12 --length-penalty 0.25 --runtime wasm --models d'.split(
        ' ',
      );
    assert.deepEqual(parseArguments(['translate', ...args]), {
      command: 'translate',
      model: 'm',
      direction: 'auto',
      family: undefined,
      score: 'scaled-dot',
      format: 'heatmap',
      document: false,
      batch: 8,
      threads: 3,
      beam: { width: 12, lengthPenalty: 0.25 },
      runtime: 'wasm',
      models: 'd',
    });
  });

  it('of an alignment have defaults, and are all understood', () => {
    const common = {
      command: 'align',
      model: undefined,
      direction: 'auto',
      family: undefined,
      score: undefined,
      runtime: 'auto',
      models: undefined,
    };
    assert.deepEqual(parseArguments(['align']), {
      ...common,
      batch: 64,
      threads,
      weights: false,
      convention: 'same',
      asIs: false,
    });
    const args = '--weights --convention previous --as-is --batch 1'.split(' ');
    assert.deepEqual(parseArguments(['align', ...args]), {
      ...common,
      batch: 1,
      threads,
      weights: true,
      convention: 'previous',
      asIs: true,
    });
  });

  it('say the model by direction and family', () => {
    const parsed = parseArguments(['translate', '--direction', 'en-fr', '--family=bahdanau']);
    assert.ok(parsed.command === 'translate');
    assert.deepEqual([parsed.direction, parsed.family], ['en-fr', 'bahdanau']);
  });

  it('may ask for help or the version, without a command', () => {
    assert.deepEqual(parseArguments(['--help']), { command: 'help' });
    assert.deepEqual(parseArguments(['translate', '-h']), { command: 'help' });
    assert.deepEqual(parseArguments(['--version']), { command: 'version' });
  });

  it('of a document mean text', () => {
    for (const args of [['--document'], ['--document', '--format', 'text']]) {
      const parsed = parseArguments(['translate', ...args]);
      assert.ok(parsed.command === 'translate');
      assert.deepEqual([parsed.document, parsed.format], [true, 'text']);
    }
  });

  for (const [name, args, message] of [
    ['no command', [], /A command is missing/],
    ['an unknown command', ['explain'], /Unknown command "explain"/],
    ['a sentence', ['translate', 'Bonjour'], /Unexpected argument "Bonjour"/],
    ['an unknown option', ['translate', '--fast'], /--fast/],
    [
      'an unknown direction',
      ['translate', '--direction', 'de-en'],
      /--direction "de-en" is not one of auto, fr-en/,
    ],
    ['an unknown family', ['align', '--family', 'other'], /--family "other" is not one of luong, bahdanau/],
    ['a model twice', ['translate', '--model', 'm', '--family', 'luong'], /--model already says/],
    ['an option without its value', ['translate', '--model'], /--model/],
    [
      'an unknown score function',
      ['translate', '--score', 'cosine'],
      /--score "cosine" is not one of additive, concat/,
    ],
    ['a picture of a document', ['translate', '--document', '--format=heatmap'], /no --format heatmap/],
    ['an option of the other command', ['translate', '--weights'], /translate has no option --weights/],
    ['a format of links', ['align', '--format', 'json'], /align has no option --format/],
    ['a beam of nothing', ['translate', '--beam', '0'], /--beam "0" is not a whole number from 1 to 12/],
    ['a beam too wide', ['translate', '--beam', '13'], /--beam "13" is not a whole number from 1 to 12/],
    ['a part of a beam', ['translate', '--beam', '2.5'], /--beam "2.5" is not a whole number/],
    ['a beam for links', ['align', '--beam', '4'], /align has no option --beam/],
    [
      'a negative length penalty',
      ['translate', '--beam', '4', '--length-penalty=-1'],
      /--length-penalty "-1" is not a number from 0 to 5/,
    ],
    ['a length penalty for one hypothesis', ['translate', '--length-penalty', '1'], /give --beam 2 or more/],
    ['a batch of none', ['translate', '--batch', '0'], /--batch "0" is not a number from 1 to 1024/],
    ['a batch that is no number', ['align', '--batch', '1e2'], /--batch "1e2" is not a number/],
    ['no threads', ['align', '--threads', '0'], /--threads "0" is not a number from 1 to 256/],
    ['a batch beyond measure', ['align', '--batch', '5000'], /--batch "5000" is not a number/],
    [
      'an unknown convention',
      ['align', '--convention', 'next'],
      /--convention "next" is not one of same, previous/,
    ],
    [
      'an unknown format',
      ['translate', '--format', 'xml'],
      /--format "xml" is not one of json, text, heatmap/,
    ],
    [
      'an unknown runtime',
      ['translate', '--runtime', 'gpu'],
      /--runtime "gpu" is not one of auto, native, wasm/,
    ],
  ] as const) {
    it(`are refused: ${name}`, () => {
      assert.throws(
        () => parseArguments(args),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }
});
