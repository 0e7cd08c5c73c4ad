/**
 * Writes small ONNX graphs: those that are made of a bundle's parameters when they are needed, not shipped in it.
 * Only the fields of onnx.proto (IR version 8, operators of version 17) that such graphs have.
 */

const elementTypes = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
type ElementType = keyof typeof elementTypes;

/** An input or output; a dimension with a name may have any length. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A tensor that belongs to the graph. */
export interface GraphConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int8Array | Uint8Array | BigInt64Array;
}

/** Integers, or lists of them. */
export type NodeAttributes = Readonly<Record<string, number | readonly number[]>>;

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: NodeAttributes;
}

export interface GraphDefinition {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly GraphConstant[];
}

/** What `Cast` calls a type in its attribute `to`. */
export function castTo(type: ElementType): { readonly to: number } {
  return { to: elementTypes[type] };
}

/** The bytes of an ONNX file. */
export function onnxGraph({ inputs, outputs, nodes, constants }: GraphDefinition): Uint8Array {
  const graph = [
    ...nodes.map((node) => message(1, nodeProto(node))),
    text(2, 'made'),
    ...constants.map((constant) => message(5, tensorProto(constant))),
    ...inputs.map((value) => message(11, valueInfo(value))),
    ...outputs.map((value) => message(12, valueInfo(value))),
  ];
  return joined([integer(1, 8), message(7, graph), message(8, [text(1, ''), integer(2, 17)])]);
}

function nodeProto({ operator, inputs, output, attributes = {} }: GraphNode): Uint8Array[] {
  return [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(3, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [
        text(1, name),
        ...(typeof value === 'number' ? [integer(3, value)] : value.map((one) => integer(8, one))),
        integer(20, typeof value === 'number' ? 2 : 7),
      ]),
    ),
  ];
}

function tensorProto({ name, shape, data }: GraphConstant): Uint8Array[] {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [
    ...shape.map((length) => integer(1, length)),
    integer(2, elementTypes[typeOf(data)]),
    text(8, name),
    bytesField(9, bytes),
  ];
}

function typeOf(data: GraphConstant['data']): ElementType {
  if (data instanceof Float32Array) return 'float';
  if (data instanceof Int8Array) return 'int8';
  return data instanceof Uint8Array ? 'uint8' : 'int64';
}

function valueInfo({ name, type, shape }: GraphValue): Uint8Array[] {
  const dimensions = shape.map((length) =>
    message(1, [typeof length === 'number' ? integer(1, length) : text(2, length)]),
  );
  return [text(1, name), message(2, [message(1, [integer(1, elementTypes[type]), message(2, dimensions)])])];
}

// Protocol buffers: a field is its number and kind, then a variable-length integer, or a length and as many bytes.

function integer(field: number, value: number): Uint8Array {
  return Uint8Array.of(...varint(field * 8), ...varint(value));
}

function text(field: number, value: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(value));
}

function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytesField(field, joined(parts));
}

function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(...varint(field * 8 + 2), ...varint(bytes.length)), bytes]);
}

/** @param value not negative */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}
