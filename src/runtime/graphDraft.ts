import {
  onnxGraph,
  type GraphConstant,
  type GraphNode,
  type GraphValue,
  type NodeAttributes,
} from './onnxGraph';

/** A graph that is being written, operator by operator; values are called by names that it makes up. */
export class GraphDraft {
  private readonly nodes: GraphNode[] = [];
  private readonly constants: GraphConstant[] = [];

  /** @returns the name of the result */
  add(operator: string, inputs: readonly string[], attributes: NodeAttributes = {}): string {
    const output = `${operator}.${this.nodes.length}`;
    this.nodes.push({ operator, inputs, output, attributes });
    return output;
  }

  /** A tensor that belongs to the graph. @returns its name */
  constant(shape: readonly number[], data: GraphConstant['data']): string {
    const name = `constant.${this.constants.length}`;
    this.constants.push({ name, shape, data });
    return name;
  }

  /** A whole number, or several, as operators take axes. */
  integers(...values: number[]): string {
    return this.constant([values.length], BigInt64Array.from(values, BigInt));
  }

  number(value: number): string {
    return this.constant([], Float32Array.of(value));
  }

  /**
   * The graph as an ONNX file.
   *
   * @param outputs what results are called outside, by the names that they have in the draft
   */
  bytes(inputs: readonly GraphValue[], outputs: Readonly<Record<string, GraphValue>>): Uint8Array {
    const named = Object.entries(outputs).map(([result, { name }]): GraphNode => {
      return { operator: 'Identity', inputs: [result], output: name };
    });
    return onnxGraph({
      inputs,
      outputs: Object.values(outputs),
      nodes: [...this.nodes, ...named],
      constants: this.constants,
    });
  }
}
