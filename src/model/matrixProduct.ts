import { matrix, type Matrix } from '../attention/matrix';
import { GraphDraft } from '../runtime/graphDraft';
import type { Runtime } from '../runtime/runtime';

/** A matrix applied to every row of another: `[n, columns] -> [n, rows]`. */
export type Product = (rows: Matrix) => Promise<Matrix>;

/** A product that ONNX Runtime computes, in single precision and many times as fast as a loop in JavaScript. */
export interface LoadedProduct {
  readonly product: Product;
  dispose(): Promise<void>;
}

/** @param m `[rows, columns]`; kept in the runtime's own layout */
export async function loadProduct(runtime: Runtime, m: Matrix): Promise<LoadedProduct> {
  const draft = new GraphDraft();
  const y = addProduct(draft, 'x', m);
  const graph = await runtime.load(
    draft.bytes([{ name: 'x', type: 'float', shape: ['n', m.columns] }], {
      [y]: { name: 'y', type: 'float', shape: ['n', m.rows] },
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

/** M applied to every row of x in a graph: `[n, columns] -> [n, rows]`. @returns the name of the result */
export function addProduct(draft: GraphDraft, x: string, m: Matrix): string {
  return draft.add('Gemm', [x, draft.constant([m.rows, m.columns], m.data)], { transB: 1 });
}
