import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BundleSource } from '../../../src/model/bundleSource';
import { EngineError } from '../../../src/model/engineError';
import { folderBundle, folderBundles } from '../../../src/model/folderBundles';
import { loadBundle } from '../../../src/model/loadBundle';
import { altered, bundle, fileOf, forged, modelIds, modelsFolder, runtime, runtimeNames } from './support';

const id = modelIds[0]!;

async function refused(
  source: BundleSource,
  message: RegExp,
  name: 'native' | 'wasm' = 'native',
): Promise<void> {
  await assert.rejects(loadBundle(source, runtime(name)), (error) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'invalid-bundle');
    assert.match(error.message, message);
    assert.ok(error.message.includes(`"${source.id}"`));
    return true;
  });
}

/** The weights with another header. */
function weightsWith(change: (header: Record<string, { shape: number[] }>) => void): Uint8Array {
  const bytes = fileOf(id, 'weights.safetensors');
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as Record<
    string,
    { shape: number[] }
  >;
  change(header);
  const text = JSON.stringify(header).padEnd(length);
  const result = bytes.slice();
  result.set(new TextEncoder().encode(text.slice(0, length)), 8);
  return result;
}

describe('a bundle', () => {
  it('lists its folders only', async () => {
    assert.deepEqual(
      (await folderBundles(modelsFolder)).map((source) => source.id),
      [...modelIds],
    );
  });

  for (const file of [
    'model.json',
    'weights.safetensors',
    'encoder.onnx',
    'decoder.onnx',
    'readout.onnx',
    'tokenizer.json',
  ]) {
    it(`without ${file} says that it is missing`, () =>
      refused(altered(id, { [file]: null }), new RegExp(`${file}: the file is missing`)));

    if (file === 'model.json') continue;
    it(`with a truncated ${file} says so`, () =>
      refused(
        altered(id, { [file]: fileOf(id, file).slice(0, -1) }),
        new RegExp(`${file}: has \\d+ bytes, not the`),
      ));

    it(`with an altered ${file} says so`, () => {
      const bytes = fileOf(id, file);
      bytes[bytes.length - 10]! ^= 1;
      return refused(altered(id, { [file]: bytes }), new RegExp(`${file}: was altered`));
    });
  }

  it('with a larger file than promised is refused before it is read', () =>
    refused(
      altered(id, { 'encoder.onnx': new Uint8Array(5000) }),
      /encoder\.onnx: 5000 bytes are more than the/,
    ));

  it('with parameters of another shape names the tensor', async () => {
    const wide = weightsWith((header) => header['attention.general.W']!.shape.reverse().splice(0, 1, 256, 2));
    await refused(
      forged(id, { 'weights.safetensors': wide }),
      /weights\.safetensors: attention\.general\.W: has the shape/,
    );
  });

  it('without the parameters of a score function names the tensor', async () => {
    const renamed = Buffer.from(fileOf(id, 'weights.safetensors'))
      .toString('latin1')
      .replace('attention.concat.v', 'attention.concat.x');
    const bytes = new Uint8Array(Buffer.from(renamed, 'latin1'));
    await refused(forged(id, { 'weights.safetensors': bytes }), /attention\.concat\.v: is missing/);
  });

  it('with a parameter that is no number names the tensor', async () => {
    const bytes = fileOf(id, 'weights.safetensors');
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as Record<
      string,
      { data_offsets: number[] }
    >;
    const place = 8 + length + header['attention.additive.v']!.data_offsets[0]!;
    bytes.set([0x00, 0x7e], place);
    await refused(
      forged(id, { 'weights.safetensors': bytes }),
      /attention\.additive\.v: holds a number that is not finite/,
    );
  });

  it('with another vocabulary than its tokenizer says both sizes', () =>
    refused(
      forged(id, {}, (manifest) => (manifest.sizes['vocabulary'] = 7001)),
      /tokenizer\.json: has 8\d+ tokens, but model\.json says sizes\.vocabulary 7001/,
    ));

  for (const [what, text] of [
    ['no object', '[]'],
    ['no JSON', '{'],
    ['no tokenizer', '{}'],
    ['null', 'null'],
  ] as const) {
    it(`with a tokenizer that is ${what} names the file`, () =>
      refused(forged(id, { 'tokenizer.json': new TextEncoder().encode(text) }), /tokenizer\.json: /));
  }

  for (const name of runtimeNames) {
    it(`with a graph that is none names the file (${name})`, () =>
      refused(
        forged(id, { 'encoder.onnx': new TextEncoder().encode('not a graph') }),
        /encoder\.onnx: /,
        name,
      ));

    it(`with one graph in another's place names its inputs (${name})`, () =>
      refused(
        forged(id, { 'decoder.onnx': fileOf(id, 'readout.onnx') }),
        /decoder\.onnx: its outputs are log_probabilities/,
        name,
      ));

    it(`of the other family names its inputs (${name})`, () =>
      refused(forged(id, { 'decoder.onnx': fileOf(modelIds[1]!, 'decoder.onnx') }), /decoder\.onnx: /, name));

    it(`with a graph that wants another file never opens it (${name})`, () => {
      const graph = Buffer.from(fileOf(id, 'encoder.onnx')).toString('latin1');
      // Of the same length, so that the lengths around it stay true.
      const hostile = graph.replaceAll('weights.safetensors', '/etc/passwd/../././');
      const bytes = new Uint8Array(Buffer.from(hostile, 'latin1'));
      return refused(forged(id, { 'encoder.onnx': bytes }), /refers to the file "\/etc\/passwd/, name);
    });
  }

  it('that is in order loads', async () => {
    const loaded = await loadBundle(bundle(id), runtime('native'));
    assert.equal(loaded.manifest.id, id);
    await loaded.model.dispose();
  });
});

describe('a bundle in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'bundle-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('does not follow links out of it', async () => {
    symlinkSync('/etc/hostname', path.join(folder, 'model.json'));
    await assert.rejects(folderBundle(folder).read('model.json', 1000), /not a plain file/);
  });

  it('does not read more than it may', async () => {
    writeFileSync(path.join(folder, 'model.json'), 'x'.repeat(11));
    await assert.rejects(folderBundle(folder).read('model.json', 10), /11 bytes are more than the 10/);
  });
});
