import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lines } from '../../../src/cli/lines';
import { seeded } from '../../support/properties';

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part);
}

async function collect(...parts: readonly (string | Uint8Array)[]): Promise<string[]> {
  const result: string[] = [];
  for await (const line of lines(chunks(...parts))) result.push(line);
  return result;
}

describe('lines of a stream', () => {
  it('end at LF and CR LF only', async () => {
    assert.deepEqual(await collect('a\nb\r\n\nc\rd\u2028e\u0085f'), ['a', 'b', '', 'c\rd\u2028e\u0085f']);
  });

  it('need no end of the last line', async () => {
    assert.deepEqual(await collect('a\nb'), ['a', 'b']);
    assert.deepEqual(await collect('a\n'), ['a']);
    assert.deepEqual(await collect(), []);
  });

  it('survive characters cut in two by chunks, and bytes that are none', async () => {
    assert.deepEqual(await collect(Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x0a, 0xff, 0x0a)), [
      'é',
      '\uFFFD',
    ]);
  });

  it('are the same however the stream is cut', () => {
    const property = fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ''))),
      fc.nat(7),
      async (expected, size) => {
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(''));
        const parts = [];
        for (let i = 0; i < bytes.length; i += size + 1) parts.push(bytes.subarray(i, i + size + 1));
        assert.deepEqual(await collect(...parts), expected);
      },
    );
    return fc.assert(property, seeded);
  });
});
