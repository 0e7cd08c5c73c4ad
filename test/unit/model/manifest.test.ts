import assert from 'node:assert/strict';
import { EngineError } from '../../../src/model/engineError';
import { parseManifest } from '../../../src/model/manifest';
import { manifestBytes, manifestOf, modelIds, type LooseManifest } from './support';

const id = modelIds[0]!;

function refused(change: (manifest: LooseManifest) => void, message: RegExp): void {
  const manifest = manifestOf(id);
  change(manifest);
  assert.throws(
    () => parseManifest(id, manifestBytes(manifest)),
    (error) => error instanceof EngineError && error.code === 'invalid-bundle' && message.test(error.message),
  );
}

describe('a manifest', () => {
  it('of a shipped bundle is read', () => {
    for (const shipped of modelIds) {
      const { scoreFunctions, files } = parseManifest(shipped, manifestBytes(manifestOf(shipped)));
      assert.equal(scoreFunctions.length, 8);
      assert.equal(files.length, 5);
    }
  });

  it('that is not JSON, or not UTF-8, is refused by its name', () => {
    for (const bytes of [new TextEncoder().encode('{'), Uint8Array.of(0xff, 0xfe), new Uint8Array()]) {
      assert.throws(() => parseManifest(id, bytes), new RegExp(`"${id}".*model\\.json: is not valid JSON`));
    }
  });

  for (const [name, change, message] of [
    ['another format', (m: LooseManifest) => (m['format'] = 2), /model\.json: format: /],
    ['no sizes', (m: LooseManifest) => Reflect.deleteProperty(m, 'sizes'), /model\.json: sizes: /],
    ['a size of zero', (m: LooseManifest) => (m.sizes['hidden'] = 0), /model\.json: sizes\.hidden: /],
    ['a fraction as size', (m: LooseManifest) => (m.sizes['hidden'] = 1.5), /sizes\.hidden: /],
    ['an endless size', (m: LooseManifest) => (m.sizes['vocabulary'] = 1e12), /sizes\.vocabulary: /],
    ['another id than its folder', (m: LooseManifest) => (m['id'] = 'other'), /id: is "other"/],
    ['an unknown family', (m: LooseManifest) => (m['family'] = 'transformer'), /family: /],
    [
      'an unknown score function',
      (m: LooseManifest) => (m['scoreFunctions'] = ['cosine']),
      /scoreFunctions\.0: /,
    ],
    ['no score function', (m: LooseManifest) => (m['scoreFunctions'] = []), /scoreFunctions: /],
    [
      'a token outside',
      (m: LooseManifest) => (m['specialTokens'] = { pad: 0, begin: 1, end: m.sizes['vocabulary'] }),
      /specialTokens\.end: \d+ is not in the vocabulary/,
    ],
    [
      'a path upwards',
      (m: LooseManifest) => (m.files[1]!['path'] = '../encoder.onnx'),
      /files\.1\.path: must be a plain/,
    ],
    [
      'an absolute path',
      (m: LooseManifest) => (m.files[0]!['path'] = '/etc/passwd'),
      /files\.0\.path: must be a plain/,
    ],
    [
      'a Windows path',
      (m: LooseManifest) => (m.files[0]!['path'] = 'C:\\x'),
      /files\.0\.path: must be a plain/,
    ],
    ['a path of dots', (m: LooseManifest) => (m.files[0]!['path'] = '..'), /files\.0\.path: must be a plain/],
    [
      'a path with NUL',
      (m: LooseManifest) => (m.files[0]!['path'] = 'a\u0000b'),
      /files\.0\.path: must be a plain/,
    ],
    ['a broken hash', (m: LooseManifest) => (m.files[0]!['sha256'] = 'abc'), /files\.0\.sha256: must be 64/],
    [
      'a missing file',
      (m: LooseManifest) => m.files.pop(),
      /exactly one file with the role tokenizer, has 0/,
    ],
    ['a file twice', (m: LooseManifest) => m.files.push({ ...m.files[1] }), /role encoder, has 2/],
    [
      'a huge graph',
      (m: LooseManifest) => (m.files[1]!['bytes'] = 2 ** 30),
      /encoder\.onnx has 1073741824 bytes/,
    ],
  ] as const) {
    it(`with ${name} is refused by its field`, () => {
      refused(change, message);
    });
  }
});
