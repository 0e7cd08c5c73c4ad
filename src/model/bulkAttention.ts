import type { Attention } from '../attention/attend';
import { matrix, type Matrix } from '../attention/matrix';
import type { ScoreParameters } from '../attention/scoreFunction';
import { scoreFunctions } from '../attention/scoreFunctions';
import type { AlignmentScoreName } from '../attention/scoreName';
import { unitRows } from '../attention/scores/contentBased';
import type { EncodedSource } from '../decoding/model';
import type { Graph, Runtime } from '../runtime/runtime';
import { attentionGraph } from './attentionGraph';
import { of } from './decoderFamily';
import { loadProduct, type LoadedProduct } from './matrixProduct';
import type { KeyedSource, PackedSources } from './packedSources';
import { rows, stack } from './recurrentBatch';

/** One score function's attention of many sentences at once. */
export class BulkAttention {
  private constructor(
    private readonly score: AlignmentScoreName,
    private readonly graph: Graph,
    private readonly keyProduct: LoadedProduct | null,
  ) {}

  static async load(
    runtime: Runtime,
    score: AlignmentScoreName,
    parameters: ScoreParameters,
    hidden: number,
  ): Promise<BulkAttention> {
    const projection = scoreFunctions[score].projections(parameters).keys;
    const graph = await runtime.load(attentionGraph(score, parameters, hidden));
    try {
      return new BulkAttention(
        score,
        graph,
        projection === null ? null : await loadProduct(runtime, projection),
      );
    } catch (error) {
      await graph.dispose();
      throw error;
    }
  }

  async keyed(sources: readonly EncodedSource[]): Promise<KeyedSource[]> {
    const annotations = sources.map((source) => source.annotations);
    const keys = await this.keys(annotations);
    return sources.map((source, i) => ({ ...source, keys: of(keys, i) }));
  }

  /**
   * @param packed where sources lie; of one decoding alone, because it is read while this waits
   * @param queries q_t `[hidden]` of each source
   */
  async attend(
    packed: PackedSources,
    sources: readonly KeyedSource[],
    queries: readonly Float32Array[],
  ): Promise<Attention[]> {
    const { keys, ...inputs } = packed.inputs(sources);
    const { energies, weights, context } = await this.graph.run({
      query: stack(queries),
      ...inputs,
      ...(this.score === 'location' ? {} : { keys }),
    });
    if (energies === undefined || weights === undefined || context === undefined)
      throw new RangeError('The attention is not complete.');
    const count = sources.length;
    const all = {
      energies: rows(energies, count),
      weights: rows(weights, count),
      contexts: rows(context, count),
    };
    return sources.map(({ annotations }, i) => {
      const attention = {
        energies: of(all.energies, i).subarray(0, annotations.rows),
        weights: of(all.weights, i).subarray(0, annotations.rows),
        context: of(all.contexts, i),
      };
      // As `softmax` says it: a picture of such weights would be a lie.
      if (Number.isNaN(attention.weights[0])) throw new RangeError('An energy is not a number.');
      return attention;
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([this.graph.dispose(), this.keyProduct?.dispose()]);
  }

  private async keys(annotations: readonly Matrix[]): Promise<readonly Matrix[]> {
    if (this.score === 'content-based') return annotations.map(unitRows);
    if (this.keyProduct === null) return annotations;
    return cut(await this.keyProduct.product(joined(annotations)), annotations);
  }
}

/** Matrices of one width, one below the other. */
function joined(parts: readonly Matrix[]): Matrix {
  const count = parts.reduce((sum, part) => sum + part.rows, 0);
  const all = matrix(count, parts[0]?.columns ?? 0);
  let start = 0;
  for (const { data } of parts) {
    all.data.set(data, start);
    start += data.length;
  }
  return all;
}

/** The rows of a matrix in parts, each of as many rows as its model has. */
function cut(all: Matrix, models: readonly Matrix[]): Matrix[] {
  let start = 0;
  return models.map((model) => {
    const length = model.rows * all.columns;
    const part = matrix(model.rows, all.columns, all.data.subarray(start, start + length));
    start += length;
    return part;
  });
}
