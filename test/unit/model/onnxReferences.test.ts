import assert from 'node:assert/strict';
import fc from 'fast-check';
import { externalLocations } from '../../../src/model/onnxReferences';
import { seeded } from '../../support/properties';
import { fileOf, modelIds } from './support';

/** A length-delimited protobuf field. */
function field(number: number, content: Uint8Array): Uint8Array {
  assert.ok(content.length < 128 * 128 && number < 128 * 16);
  const varint = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);
  return Uint8Array.from([...varint(number * 8 + 2), ...varint(content.length), ...content]);
}

function nest(content: Uint8Array, ...numbers: readonly number[]): Uint8Array {
  return numbers.reduceRight((inner, number) => field(number, inner), content);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const entry = Uint8Array.from([...field(1, utf8('location')), ...field(2, utf8('secret'))]);

describe('files that a graph refers to', () => {
  it('are its weights, in every shipped graph', () => {
    for (const id of modelIds) {
      for (const graph of ['encoder', 'decoder', 'readout']) {
        assert.deepEqual([...externalLocations(fileOf(id, `${graph}.onnx`))], ['weights.safetensors']);
      }
    }
  });

  for (const [place, numbers] of [
    ['an initializer', [7, 5, 13]],
    ['the values of a sparse initializer', [7, 15, 1, 13]],
    ['the indices of a sparse initializer', [7, 15, 2, 13]],
    ['an attribute', [7, 1, 5, 5, 13]],
    ['a list of tensors in an attribute', [7, 1, 5, 10, 13]],
    ['a sparse tensor in an attribute', [7, 1, 5, 22, 1, 13]],
    ['a graph in an attribute', [7, 1, 5, 6, 5, 13]],
    ['a list of graphs in an attribute', [7, 1, 5, 11, 5, 13]],
    ['a function', [25, 7, 5, 5, 13]],
    ['training information', [20, 1, 5, 13]],
  ] as const) {
    it(`are found in ${place}`, () => {
      assert.deepEqual([...externalLocations(nest(entry, ...numbers))], ['secret']);
    });
  }

  it('are what comes last in an entry, as in protobuf', () => {
    const twice = Uint8Array.from([...field(2, utf8('weights.safetensors')), ...entry]);
    assert.deepEqual([...externalLocations(nest(twice, 7, 5, 13))], ['secret']);
  });

  it('are refused in graphs within graphs without end', () => {
    let graph = nest(entry, 5, 13);
    for (let i = 0; i < 40; i++) graph = nest(graph, 1, 5, 6);
    assert.throws(() => externalLocations(field(7, graph)), /nested too deeply/);
  });

  it('are not looked for in noise without end', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        externalLocations(bytes);
      } catch (error) {
        assert.ok(error instanceof RangeError);
      }
    });
    fc.assert(property, seeded);
  });
});
