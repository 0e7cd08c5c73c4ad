import assert from 'node:assert/strict';
import fc from 'fast-check';
import { float16ToFloat32 } from '../../../src/model/float16';
import { readSafetensors } from '../../../src/model/safetensors';
import { seeded } from '../../support/properties';

describe('half precision', () => {
  for (const [half, float] of [
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, NaN],
  ] as const) {
    it(`0x${half.toString(16).padStart(4, '0')} is ${float}`, () => {
      assert.deepEqual(float16ToFloat32(Uint16Array.of(half)), Float32Array.of(float));
    });
  }

  it('grows with its bits, for every positive finite number', () => {
    const all = float16ToFloat32(Uint16Array.from({ length: 0x7c00 }, (_, i) => i));
    assert.ok(all.every((value, i) => i === 0 || value > all[i - 1]!));
  });
});

/** A file of one tensor `x`. */
function file(entry: unknown, data: Uint8Array): Uint8Array {
  return fileOf({ x: entry }, data);
}

function fileOf(entries: Record<string, unknown>, data: Uint8Array): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: { a: 'b' }, ...entries }));
  const bytes = new Uint8Array(8 + header.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(data, 8 + header.length);
  return bytes;
}

describe('a safetensors file', () => {
  it('gives its numbers, wherever they are in memory', () => {
    const data = new Uint8Array(Float32Array.of(1, 2.5).buffer);
    const bytes = file({ dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] }, data);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const place of [bytes, shifted.subarray(1), Buffer.from(bytes)]) {
      const tensor = readSafetensors(place).get('x')!;
      assert.deepEqual(tensor.shape, [1, 2]);
      assert.deepEqual(tensor.floats(), Float32Array.of(1, 2.5));
    }
  });

  /** `x` [2, 3] of integers, and beside it whatever is given. */
  function quantised(scale: unknown, scales: readonly number[]): Uint8Array {
    const integers = new Uint8Array(Int8Array.of(-127, 0, 127, 1, 2, -3).buffer);
    const data = Buffer.concat([integers, new Uint8Array(Float32Array.from(scales).buffer)]);
    return fileOf({ x: { dtype: 'I8', shape: [2, 3], data_offsets: [0, 6] }, 'x.scale': scale }, data);
  }

  it('multiplies integers by the scale of their row', () => {
    const scale = { dtype: 'F32', shape: [2, 1], data_offsets: [6, 14] };
    const tensor = readSafetensors(quantised(scale, [0.5, 4])).get('x')!;
    assert.deepEqual(tensor.shape, [2, 3]);
    assert.deepEqual(tensor.floats(), Float32Array.of(-63.5, 0, 63.5, 4, 8, -12));
  });

  it('refuses integers whose scales are missing, too few, or of another type', () => {
    const few = { dtype: 'F32', shape: [1, 1], data_offsets: [6, 10] };
    const half = { dtype: 'F16', shape: [2, 1], data_offsets: [6, 10] };
    assert.throws(
      () =>
        readSafetensors(quantised(few, [1]))
          .get('x')!
          .floats(),
      /x: has 2 rows, but 1 scales/,
    );
    assert.throws(
      () =>
        readSafetensors(quantised(half, [1]))
          .get('x')!
          .floats(),
      /x: is I8, but there is no/,
    );
    const alone = file({ dtype: 'I8', shape: [1], data_offsets: [0, 1] }, new Uint8Array(1));
    assert.throws(() => readSafetensors(alone).get('x')!.floats(), /no x\.scale/);
  });

  it('reads half precision, and no larger integers', () => {
    const half = file({ dtype: 'F16', shape: [1], data_offsets: [0, 2] }, Uint8Array.of(0x00, 0x3c));
    assert.deepEqual(readSafetensors(half).get('x')!.floats(), Float32Array.of(1));
    const integer = file({ dtype: 'I32', shape: [1], data_offsets: [0, 4] }, new Uint8Array(4));
    assert.throws(() => readSafetensors(integer).get('x')!.floats(), /x: is I32/);
  });

  for (const [name, entry] of [
    ['reaches beyond the file', { dtype: 'F32', shape: [3], data_offsets: [0, 12] }],
    ['is shorter than its shape', { dtype: 'F32', shape: [2], data_offsets: [0, 4] }],
    ['has an unknown type', { dtype: 'F8', shape: [2], data_offsets: [0, 8] }],
    ['has a negative offset', { dtype: 'F32', shape: [2], data_offsets: [-8, 0] }],
    ['has no offsets', { dtype: 'F32', shape: [2] }],
    ['is nothing', null],
  ] as const) {
    it(`is refused by name if a tensor ${name}`, () => {
      assert.throws(() => readSafetensors(file(entry, new Uint8Array(8))), /^RangeError: x: /);
    });
  }

  it('is refused, not believed, if it is noise', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.throws(() => readSafetensors(bytes), RangeError);
    });
    fc.assert(property, seeded);
  });
});
