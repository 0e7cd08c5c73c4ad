import type { ScoreName } from '../attention/scoreName';
import { batchAttention, type BatchAttention } from '../decoding/batchAttention';
import { mostProbable, type GreedyModel, type GreedyStart, type GreedyStep } from '../decoding/greedy';
import type { ScoreParameters } from '../attention/scoreFunction';
import type { Attend, EncodedSource } from '../decoding/model';
import type { Runtime } from '../runtime/runtime';
import { forgetFailure } from './forgetFailure';
import { attendOrSummary, of, type StepInputs } from './decoderFamily';
import type { Manifest } from './manifest';
import { loadProduct, type LoadedProduct } from './matrixProduct';
import type { RecurrentModel } from './recurrentModel';
import { readSafetensors } from './safetensors';
import { TokenSearch } from './tokenSearch';

/** What shortcuts are made of. */
export interface BulkMaterial {
  readonly manifest: Manifest;
  readonly model: RecurrentModel;
  readonly runtime: Runtime;
  /** Reads the file of weights once more: it is not kept for those who never translate a file. */
  readonly weights: () => Promise<Uint8Array>;
}

/**
 * What makes many sentences quicker than one by one, of a bundle: products that they share and a search for the most
 * probable token. Made when it is first needed, in some tens of milliseconds and megabytes; the results are those of the
 * bundle's graphs.
 */
export class BulkShortcuts {
  private search: Promise<TokenSearch | null> | undefined;
  private readonly attentions = new Map<ScoreName, Promise<BatchAttention>>();
  private readonly products: LoadedProduct[] = [];

  constructor(private readonly material: BulkMaterial) {}

  async model(score: ScoreName, parameters: ScoreParameters): Promise<GreedyModel> {
    const { runtime, model } = this.material;
    this.search ??= forgetFailure(this.loadSearch(), () => (this.search = undefined));
    let attention = this.attentions.get(score);
    if (attention === undefined) {
      const loading = batchAttention(score, parameters, async (m) => {
        const loaded = await loadProduct(runtime, m);
        this.products.push(loaded);
        return loaded.product;
      });
      attention = forgetFailure(loading, () => this.attentions.delete(score));
      this.attentions.set(score, attention);
    }
    return new BulkModel(model, await attention, await this.search);
  }

  async dispose(): Promise<void> {
    await Promise.allSettled(this.attentions.values());
    const search = await this.search?.catch(() => null);
    await Promise.all([search?.dispose(), ...this.products.map((product) => product.dispose())]);
    this.attentions.clear();
    this.products.length = 0;
    this.search = undefined;
  }

  private async loadSearch(): Promise<TokenSearch | null> {
    const { runtime, manifest, model, weights } = this.material;
    return TokenSearch.load(runtime, manifest, readSafetensors(await weights()), model);
  }
}

/** A recurrent model that attends for many sentences at once, and chooses tokens by search where it can. */
class BulkModel implements GreedyModel {
  readonly beginToken: number;
  readonly endToken: number;
  readonly maxTargetLength: number;

  constructor(
    private readonly model: RecurrentModel,
    private readonly attention: BatchAttention,
    private readonly search: TokenSearch | null,
  ) {
    this.beginToken = model.beginToken;
    this.endToken = model.endToken;
    this.maxTargetLength = model.maxTargetLength;
  }

  encodeAll(sources: readonly (readonly number[])[]): Promise<EncodedSource[]> {
    return this.model.encodeAll(sources);
  }

  attendTo(sources: readonly EncodedSource[]): Promise<Attend[]> {
    return this.attention.attendTo(sources);
  }

  async advanceAll(starts: readonly GreedyStart[]): Promise<GreedyStep[]> {
    const steps = await this.model.stepThrough(starts, {
      attend: async (all, queries) => {
        const asked = await this.attention.project(queries);
        return all.map((start, i) => attendOrSummary(start, of(queries, i), of(asked, i)));
      },
      read: (inputs) => this.chosen(inputs, starts),
    });
    return steps.map(({ attention, state, reading }) => ({ attention, state, token: reading }));
  }

  /** Tokens of those sentences in which one is to be chosen. */
  private async chosen(
    inputs: readonly StepInputs[],
    starts: readonly GreedyStart[],
  ): Promise<(number | null)[]> {
    const chosen: (number | null)[] = starts.map(() => null);
    const open = starts.flatMap(({ banned }, i) =>
      banned === null ? [] : [{ i, banned, input: of(inputs, i) }],
    );
    if (open.length === 0) return chosen;
    const wanted = open.map(({ input }) => input);
    const tokens =
      this.search === null
        ? (await this.model.logProbabilities(wanted)).map((row, k) => mostProbable(row, of(open, k).banned))
        : await this.search.tokens(
            wanted,
            open.map(({ banned }) => banned),
          );
    open.forEach(({ i }, k) => {
      chosen[i] = of(tokens, k);
    });
    return chosen;
  }
}
