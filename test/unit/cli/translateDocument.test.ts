import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments';
import { translateDocument } from '../../../src/cli/translateDocument';
import { EngineError } from '../../../src/model/engineError';
import type { TranslationRequest } from '../../../src/model/engine';
import { FakeEngine, fakeTranslation } from '../../support/fakeEngine';

/** Writes French in capitals, in place of a model; a text may say what goes wrong with it. */
class Capitals extends FakeEngine {
  override translate(request: TranslationRequest, signal: AbortSignal) {
    const done = super.translate(request, signal);
    if (request.text.includes('long')) this.last.fail(new EngineError('too-long', 'It has 200 tokens.'));
    else if (request.text.includes('broken'))
      this.last.fail(new EngineError('invalid-bundle', 'It is broken.'));
    else this.last.answer({ ...fakeTranslation(request), complete: !request.text.includes('cut') });
    return done;
  }
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function translated(input: string | readonly Uint8Array[], engine = new Capitals()): Promise<Outcome> {
  const options = parseArguments(['translate', '--document']);
  assert.ok(options.command === 'translate');
  let [out, err] = ['', ''];
  const code = await translateDocument(options, engine, {
    bytes: chunks(typeof input === 'string' ? [new TextEncoder().encode(input)] : input),
    write: (text) => {
      out += text;
      return Promise.resolve();
    },
    error: (text) => (err += text),
  });
  return { code, out, err };
}

async function* chunks(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of all) yield await Promise.resolve(chunk);
}

describe('translating a document in the shell', () => {
  it('writes the document with its sentences translated', async () => {
    const { code, out, err } = await translated(
      '# Un chat\r\n\r\n> Il\r\n> dort. **Oui.**\r\n\r\n```\nun\n```',
    );
    assert.deepEqual([code, err], [0, '']);
    assert.equal(out, '# UN CHAT\r\n\r\n> IL\r\n> DORT. **OUI.**\r\n\r\n```\nun\n```');
  });

  it('leaves what cannot be translated as it is, and says where and why', async () => {
    const { code, out, err } = await translated('Un chat.\n\nUn long\nchat. Un chat\ncut. Fin.\n');
    assert.equal(code, 1);
    assert.equal(out, 'UN CHAT.\n\nUn long\nchat. Un chat\ncut. FIN.\n');
    assert.deepEqual(err.split('\n'), [
      'attention-lens: line 3: left as it is: It has 200 tokens.',
      'attention-lens: line 4: left as it is: The translation did not end within the greatest length that the model makes.',
      'attention-lens: 2 of 4 sentences were left as they are.',
      '',
    ]);
  });

  it('translates a sentence once, however often it stands there, and reports it each time', async () => {
    const engine = new Capitals();
    const { out, err } = await translated('Oui.\n\nOui.\n\n> Oui. Un long.\n\nUn long.\n', engine);
    assert.equal(out, 'OUI.\n\nOUI.\n\n> OUI. Un long.\n\nUn long.\n');
    assert.deepEqual(
      engine.calls.map(({ request }) => request.text),
      ['Oui.', 'Un long.'],
    );
    assert.match(err, /line 5: .*\n.*line 7: .*\n.*2 of 5/);
  });

  it('ends with an error of the model, which every sentence would have', async () => {
    await assert.rejects(translated('Oui. Un broken. Non.'), /It is broken/);
  });

  it('takes characters whose bytes come apart, and a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\ufeffÉté 🏨.\n');
    const { out } = await translated(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    assert.equal(out, '\ufeffÉTÉ 🏨.\n');
  });

  it('answers nothing with nothing', async () => {
    assert.deepEqual(await translated(''), { code: 0, out: '', err: '' });
    assert.deepEqual(await translated('\n \n'), { code: 0, out: '\n \n', err: '' });
  });

  it('refuses what is longer than 5 MB, and what is no text, with words and without output', async () => {
    const megabyte = new TextEncoder().encode('Il dort.\n'.repeat(111_111));
    const long = await translated(Array.from({ length: 6 }, () => megabyte));
    assert.deepEqual([long.code, long.out], [1, '']);
    assert.match(long.err, /^attention-lens: The document has more than 5 MB/);
    const noText = await translated([Uint8Array.of(0x41, 0xff, 0xfe)]);
    assert.deepEqual([noText.code, noText.out], [1, '']);
    assert.match(noText.err, /^attention-lens: The document is not UTF-8 text/);
    const cutOff = await translated([Uint8Array.of(0x41, 0xc3)]);
    assert.equal(cutOff.code, 1);
  });
});
