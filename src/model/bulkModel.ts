import type { ScoreParameters } from '../attention/scoreFunction';
import type { ScoreName } from '../attention/scoreName';
import { mostProbable, type GreedyModel, type GreedyStart, type GreedyStep } from '../decoding/greedy';
import type { EncodedSource } from '../decoding/model';
import type { Runtime } from '../runtime/runtime';
import { BulkAttention } from './bulkAttention';
import { above, attendedOrSummary, of, type StepInputs } from './decoderFamily';
import { forgetFailure } from './forgetFailure';
import type { Manifest } from './manifest';
import { PackedSources, type KeyedSource } from './packedSources';
import type { Read, RecurrentModel } from './recurrentModel';
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
 * What makes many sentences quicker than one by one, of a bundle: attention that is computed for all of them at once
 * and a search for the most probable token. Made when it is first needed, in some tens of milliseconds and megabytes;
 * the results are those of the bundle's graphs and of src/attention.
 */
export class BulkShortcuts {
  private search: Promise<TokenSearch | null> | undefined;
  private readonly attentions = new Map<ScoreName, Promise<BulkAttention | null>>();

  constructor(private readonly material: BulkMaterial) {}

  async model(score: ScoreName, parameters: ScoreParameters): Promise<GreedyModel<KeyedSource>> {
    this.search ??= forgetFailure(this.loadSearch(), () => (this.search = undefined));
    const [attention, search] = await Promise.all([
      this.attentions.get(score) ?? this.loadAttention(score, parameters),
      this.search,
    ]);
    return new BulkModel(this.material.model, attention, search);
  }

  async dispose(): Promise<void> {
    const attentions = await Promise.allSettled(this.attentions.values());
    const search = await this.search?.catch(() => null);
    await Promise.all([
      search?.dispose(),
      ...attentions.map((loaded) => (loaded.status === 'fulfilled' ? loaded.value?.dispose() : undefined)),
    ]);
    this.attentions.clear();
    this.search = undefined;
  }

  private loadAttention(score: ScoreName, parameters: ScoreParameters): Promise<BulkAttention | null> {
    const { runtime, manifest } = this.material;
    const loading =
      score === 'none'
        ? Promise.resolve(null)
        : BulkAttention.load(runtime, score, parameters, manifest.sizes.hidden);
    this.attentions.set(score, loading);
    return forgetFailure(loading, () => this.attentions.delete(score));
  }

  private async loadSearch(): Promise<TokenSearch | null> {
    const { runtime, manifest, model, weights } = this.material;
    return TokenSearch.load(runtime, manifest, readSafetensors(await weights()), model);
  }
}

/** A recurrent model that attends for many sentences at once, and chooses tokens by search where it can. */
class BulkModel implements GreedyModel<KeyedSource> {
  readonly beginToken: number;
  readonly endToken: number;
  readonly maxTargetLength: number;
  /** Of this model, and so of those who decode with it, alone. */
  private readonly packed = new PackedSources();

  constructor(
    private readonly model: RecurrentModel,
    private readonly attention: BulkAttention | null,
    private readonly search: TokenSearch | null,
  ) {
    this.beginToken = model.beginToken;
    this.endToken = model.endToken;
    this.maxTargetLength = model.maxTargetLength;
  }

  async encodeAll(sources: readonly (readonly number[])[]): Promise<KeyedSource[]> {
    const encoded = await this.model.encodeAll(sources);
    if (this.attention !== null) return this.attention.keyed(encoded);
    return encoded.map((source) => ({ ...source, keys: source.annotations }));
  }

  async advanceAll(starts: readonly GreedyStart<KeyedSource>[]): Promise<GreedyStep[]> {
    const sources = starts.map(({ source }) => source);
    const steps = await this.model.stepThrough(starts, {
      attend: async (queries) => {
        const attended = await this.attention?.attend(this.packed, sources, queries);
        return sources.map((source, i) => attendedOrSummary(of(queries, i), attended?.[i] ?? null, source));
      },
      read: (inputs) => this.chosen(inputs, starts),
    });
    return steps.map(({ attention, state, reading }) => ({ attention, state, token: reading }));
  }

  /** Tokens of those sentences in which one is to be chosen. */
  private async chosen(
    inputs: readonly StepInputs[],
    starts: readonly GreedyStart<EncodedSource>[],
  ): Promise<Read<number | null>[]> {
    // What is forced needs nothing of what is above the attention: attention does not depend on it.
    const chosen: Read<number | null>[] = inputs.map((input) => ({ value: null, ...above(input) }));
    const open = starts.flatMap(({ banned }, i) =>
      banned === null ? [] : [{ i, banned, input: of(inputs, i) }],
    );
    if (open.length === 0) return chosen;
    const wanted = open.map(({ input }) => input);
    const tokens =
      this.search === null
        ? (await this.model.logProbabilities(wanted)).map(({ value, ...above }, k) => ({
            ...above,
            value: mostProbable(value, of(open, k).banned),
          }))
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
