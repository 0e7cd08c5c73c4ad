import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments';
import { translateDocument } from '../../../src/cli/translateDocument';
import { EngineError } from '../../../src/model/engineError';
import type { BulkEngine } from '../../../src/model/bulkEngine';
import type { BulkOptions } from '../../../src/model/bulkTranslator';
import { FakeEngine, fakeTranslation } from '../../support/fakeEngine';

/** Writes capitals, in place of a model; a text may say what goes wrong with it. */
class Capitals extends FakeEngine implements BulkEngine {
  readonly asked: { readonly model: string; readonly texts: readonly string[] }[] = [];

  translateAll(model: string, texts: readonly string[], { score }: BulkOptions) {
    this.asked.push({ model, texts });
    if (texts.some((text) => text.includes('broken'))) {
      return Promise.reject(new EngineError('invalid-bundle', 'It is broken.'));
    }
    return Promise.allSettled(
      texts.map((text) => {
        if (text.includes('long')) return Promise.reject(new EngineError('too-long', 'It has 200 tokens.'));
        const missing = text.includes('perdu') ? ['perdu'] : [];
        const complete = !text.includes('cut');
        return Promise.resolve({ ...fakeTranslation({ model, score, text }), complete, missing });
      }),
    );
  }

  alignAll(): never {
    throw new Error('Nobody should ask for links.');
  }
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function translated(
  input: string | readonly Uint8Array[],
  engine = new Capitals(),
  args: readonly string[] = ['--model', 'fr-en-luong'],
): Promise<Outcome> {
  const options = parseArguments(['translate', '--document', ...args]);
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
      engine.asked.map(({ texts }) => texts),
      [['Oui.', 'Un long.']],
    );
    assert.match(err, /line 5: .*\n.*line 7: .*\n.*2 of 5/);
  });

  it('says what was not carried over, and keeps the translation', async () => {
    const { code, out, err } = await translated('Un chat.\nUn perdu.\n');
    assert.deepEqual([code, out], [0, 'UN CHAT.\nUN PERDU.\n']);
    assert.equal(err, 'attention-lens: line 2: “perdu” was not carried over into the translation.\n');
  });

  it('translates from the language that most of it is in, and leaves sentences in another one', async () => {
    const french = 'Le chat dort sur la table. Il fait très froid dehors ce matin.';
    const english = 'The children are playing in the garden.';
    const mixed = `${french}\n\n> ${english}\n> Oui.\n`;
    const engine = new Capitals();
    const { code, out, err } = await translated(mixed, engine, []);
    assert.deepEqual([code, out], [1, mixed.replace(french, french.toUpperCase()).replace('Oui', 'OUI')]);
    assert.match(err, /line 3: left as it is: It looks like English, and the document like French\./);
    assert.deepEqual(
      engine.asked.map(({ model }) => model),
      ['fr-en-luong'],
    );
    const other = new Capitals();
    assert.equal((await translated(`${english}\n`, other, [])).out, `${english.toUpperCase()}\n`);
    assert.equal(other.asked[0]?.model, 'en-fr-luong');
    assert.equal(
      (await translated(mixed, new Capitals())).code,
      0,
      'with a model that was asked for, all of it',
    );
  });

  it('refuses a document in a language that no model translates from', async () => {
    const german = 'Die Kinder spielen heute im Garten. Wir haben das nicht gewusst.';
    const { code, out, err } = await translated(german, new Capitals(), []);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /The document looks like German: there is no model here that translates it\./);
  });

  it('translates a window of sentences at a time', async () => {
    const engine = new Capitals();
    const text = Array.from({ length: 1100 }, (_, index) => `Un chat ${index}.\n\n`).join('');
    const { out, err } = await translated(text, engine);
    assert.deepEqual([out, err], [text.toUpperCase(), '']);
    assert.deepEqual(
      engine.asked.map(({ texts }) => texts.length),
      [512, 512, 76],
    );
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
