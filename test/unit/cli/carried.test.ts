import assert from 'node:assert/strict';
import type { TranslateArguments } from '../../../src/cli/arguments';
import { jsonLine, type JsonLine } from '../../../src/cli/formatJson';
import { translateBatches } from '../../../src/cli/translateBatches';
import { translateLines, type Streams } from '../../../src/cli/translate';
import type { BulkEngine } from '../../../src/model/bulkEngine';
import { FakeEngine } from '../../support/fakeEngine';
import { sampleTranslation } from '../../support/translations';

const carried = { carried: true, startsWord: true } as const;
const translation = sampleTranslation({
  missing: ['`a\u001b[0m`', '**…**'],
  repeated: ['1990'],
  sourceTokens: [{ id: 8000, piece: '▁\uE000', text: 'https://x.org', ...carried, start: 0, end: 13 }],
  steps: [
    {
      token: { id: 8001, piece: '\uE010', text: '**', ...carried, startsWord: false },
      ...{ logProbability: -1, energies: [1], weights: [1], candidates: [] },
    },
  ],
});

class Answering extends FakeEngine implements BulkEngine {
  override translate() {
    return Promise.resolve(translation);
  }

  translateAll(_: string, texts: readonly string[]) {
    return Promise.resolve(texts.map(() => ({ status: 'fulfilled' as const, value: translation })));
  }

  alignAll(): Promise<never> {
    return Promise.reject(new Error('Nobody asks for this.'));
  }
}

async function run(
  format: TranslateArguments['format'],
  command: (options: TranslateArguments, engine: Answering, streams: Streams) => Promise<number>,
): Promise<{ out: string; err: string; code: number }> {
  let [out, err] = ['', ''];
  const streams: Streams = {
    lines: (async function* () {
      yield* await Promise.resolve(['', 'Un chat.']);
    })(),
    write: (text) => {
      out += text;
      return Promise.resolve();
    },
    error: (text) => (err += text),
    style: { color: false, columns: 80 },
  };
  const beam = { width: 1, lengthPenalty: 1 };
  const options = { command: 'translate', direction: 'auto', format, batch: 2, beam } as TranslateArguments;
  const code = await command(options, new Answering(), streams);
  return { out, err, code };
}

const notes =
  'attention-lens: line 2: “`a\uFFFD[0m`” and “**…**” were not carried over into the translation.\n' +
  'attention-lens: line 2: “1990” is in the translation more than once.\n';

describe('the shell, on what is not carried over', () => {
  it('says so on standard error, beside a text and a picture, and goes on', async () => {
    for (const command of [translateLines, translateBatches]) {
      const { out, err, code } = await run('text', command);
      assert.deepEqual([out, err, code], ['\nhello\n', notes, 0]);
    }
    assert.equal((await run('heatmap', translateLines)).err, notes);
  });

  it('says so in JSON itself', async () => {
    for (const command of [translateLines, translateBatches]) {
      const { out, err } = await run('json', command);
      assert.equal(err, '');
      const [blank, line] = out
        .split('\n')
        .slice(0, 2)
        .map((text) => JSON.parse(text) as JsonLine);
      assert.deepEqual([blank!.missing, blank!.repeated], [[], []]);
      assert.deepEqual([line!.missing, line!.repeated], [translation.missing, translation.repeated]);
    }
  });

  it('writes tokens as what they stand for', () => {
    const { sourceTokens, targetTokens } = JSON.parse(jsonLine(translation)) as JsonLine;
    assert.deepEqual([sourceTokens, targetTokens], [['▁https://x.org'], ['**']]);
  });
});
