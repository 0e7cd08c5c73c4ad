import * as v from 'valibot';
import { float16ToFloat32 } from './float16';

/** A tensor in a file, not converted yet. */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** Row-major numbers, scales applied. @throws RangeError for a type that is not read */
  floats(): Float32Array;
  /** The integers themselves of a tensor that is stored as such; null for one that is not. */
  integers(): Int8Array | null;
}

const bytesOf: Readonly<Record<string, number>> = {
  F16: 2,
  F32: 4,
  BF16: 2,
  F64: 8,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};
const headerLimit = 2 ** 20;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 40));
const entry = v.object({
  dtype: v.picklist(Object.keys(bytesOf)),
  shape: v.pipe(v.array(count), v.maxLength(8)),
  data_offsets: v.tuple([count, count]),
});
const header = v.record(v.string(), v.unknown());

/** What is added to the name of a quantised tensor to get that of the scales of its rows. */
const scaleSuffix = '.scale';

interface Place {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * The tensors of a safetensors file: 8 bytes of header length, a JSON header, then the data. Tensors of F32 and
 * F16 are read, and of I8 beside which `NAME.scale` has one F32 for each row: a number is the integer times the
 * scale of its row.
 *
 * @throws RangeError naming the tensor whose entry does not fit the file
 */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 8) throw new RangeError('is too short for a safetensors file');
  const headerLength = view.getBigUint64(0, true);
  if (headerLength > BigInt(Math.min(headerLimit, file.byteLength - 8))) {
    throw new RangeError(`has a header of ${headerLength.toString()} bytes, which does not fit`);
  }
  const dataStart = 8 + Number(headerLength);
  const places = new Map<string, Place>();
  for (const [name, value] of Object.entries(parseHeader(file.subarray(8, dataStart)))) {
    if (name === '__metadata__') continue;
    const result = v.safeParse(entry, value);
    if (!result.success) throw new RangeError(`${name}: ${result.issues[0].message}`);
    const { dtype, shape, data_offsets: offsets } = result.output;
    const [from, to] = offsets;
    const elements = shape.reduce((product, length) => product * length, 1);
    if (to - from !== elements * (bytesOf[dtype] ?? 0) || dataStart + to > file.byteLength) {
      throw new RangeError(`${name}: the shape [${shape.join(', ')}] does not fit its place in the file`);
    }
    places.set(name, { dtype, shape, bytes: file.subarray(dataStart + from, dataStart + to) });
  }
  const tensors = new Map<string, StoredTensor>();
  for (const [name, place] of places) {
    tensors.set(name, {
      shape: place.shape,
      floats: () => floats(name, place, places),
      integers: () => (place.dtype === 'I8' ? new Int8Array(new Uint8Array(place.bytes).buffer) : null),
    });
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    return v.parse(header, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    throw new RangeError('has a header that is not JSON', { cause: error });
  }
}

function floats(
  name: string,
  { dtype, shape, bytes }: Place,
  places: ReadonlyMap<string, Place>,
): Float32Array {
  // Copied, because typed arrays want aligned data and nothing promises that it is. Not by slice(), which for
  // Node's Buffer does not copy.
  const { buffer } = new Uint8Array(bytes);
  if (dtype === 'F16') return float16ToFloat32(new Uint16Array(buffer));
  if (dtype === 'F32') return new Float32Array(buffer);
  if (dtype !== 'I8') throw new RangeError(`${name}: is ${dtype}; only F16, F32 and I8 are read`);
  const scale = places.get(name + scaleSuffix);
  if (scale?.dtype !== 'F32')
    throw new RangeError(`${name}: is I8, but there is no ${name}${scaleSuffix} of F32`);
  return scaled(name, new Int8Array(buffer), shape.at(-1) ?? 1, floats(name + scaleSuffix, scale, places));
}

/** @param scales one for each row of `columns` integers */
function scaled(name: string, integers: Int8Array, columns: number, scales: Float32Array): Float32Array {
  if (scales.length * columns !== integers.length) {
    throw new RangeError(`${name}: has ${integers.length / columns} rows, but ${scales.length} scales`);
  }
  const numbers = new Float32Array(integers.length);
  scales.forEach((scale, row) => {
    for (let i = row * columns; i < (row + 1) * columns; i++) numbers[i] = (integers[i] ?? 0) * scale;
  });
  return numbers;
}
