import { matrix, type Matrix } from '../attention/matrix';
import type { Product } from '../decoding/batchAttention';
import { onnxGraph } from '../runtime/onnxGraph';
import type { Graph, Runtime } from '../runtime/runtime';

/** A product that ONNX Runtime computes, in single precision and many times as fast as a loop in JavaScript. */
export interface LoadedProduct {
  readonly product: Product;
  dispose(): Promise<void>;
}

/** @param m `[rows, columns]`; kept in the runtime's own layout */
export async function loadProduct(runtime: Runtime, m: Matrix): Promise<LoadedProduct> {
  const graph: Graph = await runtime.load(
    onnxGraph({
      inputs: [{ name: 'x', type: 'float', shape: ['n', m.columns] }],
      outputs: [{ name: 'y', type: 'float', shape: ['n', m.rows] }],
      nodes: [{ operator: 'Gemm', inputs: ['x', 'm'], output: 'y', attributes: { transB: 1 } }],
      constants: [{ name: 'm', shape: [m.rows, m.columns], data: m.data }],
    }),
  );
  return {
    async product(x) {
      const { y } = await graph.run({ x: { data: x.data, shape: [x.rows, x.columns] } });
      return matrix(x.rows, m.rows, y);
    },
    dispose: () => graph.dispose(),
  };
}
