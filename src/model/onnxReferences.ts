/**
 * Which files an ONNX graph takes parameters from.
 *
 * ONNX Runtime opens whatever file a tensor names as its external data. In WebAssembly there is no file system
 * to open it from, natively there is; so a bundle's graphs are looked through before any runtime sees them.
 * Only the messages on the way to external data are followed (onnx.proto, IR version 8 and later).
 */
const childrenOf: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'entry' },
};

/** Graphs within graphs, at most. */
const deepest = 40;

/** @throws RangeError if the bytes are no protobuf message. */
export function externalLocations(model: Uint8Array): ReadonlySet<string> {
  const locations = new Set<string>();
  visit(model, 'model', 0);
  return locations;

  function visit(message: Uint8Array, kind: string, depth: number): void {
    if (depth > deepest) throw new RangeError('is nested too deeply');
    if (kind === 'entry') {
      const { key, value } = readEntry(message);
      if (key === 'location') locations.add(value);
      return;
    }
    for (const [field, content] of fields(message)) {
      const child = childrenOf[kind]?.[field];
      if (child !== undefined) visit(content, child, depth + 1);
    }
  }
}

/** StringStringEntryProto: key = 1, value = 2; as everywhere in protobuf, the last one counts. */
function readEntry(message: Uint8Array): { key: string; value: string } {
  const utf8 = new TextDecoder();
  let key = '';
  let value = '';
  for (const [field, content] of fields(message)) {
    if (field === 1) key = utf8.decode(content);
    if (field === 2) value = utf8.decode(content);
  }
  return { key, value };
}

/** The length-delimited fields of a message; the others are skipped. */
function* fields(message: Uint8Array): Generator<readonly [field: number, content: Uint8Array]> {
  let position = 0;
  while (position < message.length) {
    const tag = varint();
    if (tag >= 2 ** 32) throw new RangeError('is not an ONNX graph');
    const field = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        varint();
        break;
      case 1:
        skip(8);
        break;
      case 2: {
        const length = varint();
        const start = position;
        skip(length);
        yield [field, message.subarray(start, position)];
        break;
      }
      case 5:
        skip(4);
        break;
      default:
        throw new RangeError('is not an ONNX graph');
    }
  }

  function skip(length: number): void {
    position += length;
    if (position > message.length) throw new RangeError('is not an ONNX graph, or a truncated one');
  }

  /** Exact up to 2^53, which is more than any length here; larger ones fail as lengths. */
  function varint(): number {
    let value = 0;
    for (let i = 0; i < 10; i++) {
      const byte = message[position++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw new RangeError('is not an ONNX graph, or a truncated one');
  }
}
