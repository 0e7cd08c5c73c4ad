import { bestCandidates, bestOf } from './candidates';
import type { Attend, BatchingModel, EncodedSource, ModelStep, StepStart } from './model';
import { candidateCount, type DecodedStep } from './session';
import { anyToken, type TokenRules } from './tokenRules';

/** How a beam is searched. */
export interface BeamOptions {
  /** K: how many hypotheses are kept side by side, finished ones included; 1 is greedy decoding. */
  readonly width: number;
  /** alpha of the length normalisation: 0 is none; never below, or a hypothesis could win by growing worse. */
  readonly lengthPenalty: number;
}

/** A translation that was found, with everything that led to it. */
export interface Hypothesis {
  readonly steps: readonly DecodedStep[];
  /** log p(Y | X): the sum over the steps (natural logarithm). */
  readonly logProbability: number;
  /** The log-probability normalised by length: what hypotheses are ranked by. */
  readonly score: number;
  /** False for one that was cut off at the longest length that the model makes. */
  readonly isComplete: boolean;
}

/** The beginning of a translation, which goes on. */
type Beginning = Pick<Hypothesis, 'steps' | 'logProbability'>;

/** Where a search takes place. */
interface Setting {
  readonly limits: Pick<BatchingModel, 'beginToken' | 'endToken' | 'maxTargetLength'>;
  readonly source: EncodedSource;
  readonly attend: Attend;
  readonly rules: TokenRules;
  readonly options: BeamOptions;
}

/** Probabilities of the whole vocabulary are not kept: they are a thousand times what the rest of a step is. */
const forgotten = new Float32Array();

/**
 * lp(Y) = ((5 + |Y|) / (5 + 1))^alpha, by which a log-probability is divided (Wu et al. 2016, section 7, eq. 14).
 *
 * @param length |Y|, the end of the sentence counted
 */
export function lengthNormalisation(length: number, alpha: number): number {
  return ((5 + length) / 6) ** alpha;
}

/**
 * Beam search over one sentence (Graves 2012; Sutskever et al. 2014, section 3.2). Of all continuations of the live
 * hypotheses the most probable ones are kept, as many as there are places. A hypothesis that ends is set aside and
 * keeps its place, so the search is over when every place is taken: nothing that was kept is dropped because others
 * ended earlier. Immutable, like a session: a step leads to another search.
 */
export class BeamSearch {
  private constructor(
    private readonly setting: Setting,
    private readonly live: readonly Beginning[],
    private readonly finished: readonly Hypothesis[],
  ) {}

  /** @param rules what no hypothesis may contain, nor be shown to have considered */
  static start(
    limits: Setting['limits'],
    attend: Attend,
    source: EncodedSource,
    options: BeamOptions,
    rules: TokenRules | undefined = anyToken,
  ): BeamSearch {
    if (!(options.width >= 1) || !(options.lengthPenalty >= 0)) {
      throw new RangeError('A beam has one hypothesis at least, and a length penalty that is not negative.');
    }
    const setting = { limits, source, attend, rules, options };
    return new BeamSearch(setting, [{ steps: [], logProbability: 0 }], []);
  }

  get isFinished(): boolean {
    return this.live.length === 0;
  }

  /** What is finished, the best first: what ends before what was cut off, then by score, then as it was found. */
  get hypotheses(): Hypothesis[] {
    const ranked = [...this.finished].sort((a, b) => b.score - a.score);
    return [...ranked.filter(({ isComplete }) => isComplete), ...ranked.filter((one) => !one.isComplete)];
  }

  /**
   * Whether a live hypothesis can still become the best. None has a score above its present log-probability over the
   * normalisation of the longest length: tokens to come only lower the one and raise the other.
   */
  get canImprove(): boolean {
    const [best] = this.hypotheses;
    if (best?.isComplete !== true) return !this.isFinished;
    const { limits, options } = this.setting;
    const most = lengthNormalisation(limits.maxTargetLength, options.lengthPenalty);
    return this.live.some(({ logProbability }) => logProbability / most > best.score);
  }

  /** What the next step of each live hypothesis begins with. */
  starts(): StepStart[] {
    const { source, attend, limits } = this.setting;
    return this.live.map(({ steps }) => {
      const last = steps.at(-1);
      const state = last?.model.state ?? source.initialState;
      return { source, attend, state, previous: last?.token ?? limits.beginToken };
    });
  }

  /** @param computed the model's steps for `starts()`, in that order, with log-probabilities */
  advance(computed: readonly ModelStep[]): BeamSearch {
    const { limits, options } = this.setting;
    const places = options.width - this.finished.length;
    // The sort is stable: equal ones stay in the order of their beginnings, and of their tokens.
    const kept = this.live
      .flatMap((beginning, i) => this.continuations(beginning, computed[i]!, places))
      .sort((a, b) => b.logProbability - a.logProbability)
      .slice(0, places);
    const live: Beginning[] = [];
    const finished = [...this.finished];
    for (const { steps, logProbability } of kept) {
      const isComplete = steps.at(-1)?.token === limits.endToken;
      if (!isComplete && steps.length < limits.maxTargetLength) {
        live.push({ steps, logProbability });
        continue;
      }
      const score = logProbability / lengthNormalisation(steps.length, options.lengthPenalty);
      finished.push({ steps, logProbability, score, isComplete });
    }
    return new BeamSearch(this.setting, live, finished);
  }

  private continuations(
    { steps, logProbability }: Beginning,
    computed: ModelStep,
    count: number,
  ): Beginning[] {
    const banned = this.setting.rules.bannedAfter(steps.map(({ token }) => token));
    const most = Math.max(count, candidateCount);
    const best = bestCandidates(computed.logProbabilities, most, banned);
    bestOf(best); // throws where there is none
    const candidates = best.slice(0, candidateCount);
    const model = { ...computed, logProbabilities: forgotten };
    // What is impossible is no hypothesis, unless there is nothing else.
    const possible = best.filter(({ logProbability: own }, i) => i === 0 || (i < count && own > -Infinity));
    return possible.map((candidate) => ({
      steps: [...steps, { ...candidate, forced: false, model, candidates }],
      logProbability: logProbability + candidate.logProbability,
    }));
  }
}

/**
 * Takes searches to their end, all live hypotheses of all of them in one batch a step.
 *
 * @param onlyBest whether a search may stop as soon as nothing can become better than its best hypothesis
 * @param pause called before every step: here the event loop can turn, and an abort be thrown
 */
export async function searchTogether(
  model: BatchingModel,
  searches: readonly BeamSearch[],
  onlyBest: boolean,
  pause?: () => Promise<void>,
): Promise<BeamSearch[]> {
  const all = [...searches];
  const goesOn = (search: BeamSearch): boolean => (onlyBest ? search.canImprove : !search.isFinished);
  for (;;) {
    const running = [...all.entries()].filter(([, search]) => goesOn(search));
    if (running.length === 0) return all;
    await pause?.();
    const starts = running.map(([, search]) => search.starts());
    const steps = await model.stepAll(starts.flat());
    let first = 0;
    running.forEach(([number, search], i) => {
      const count = starts[i]!.length;
      all[number] = search.advance(steps.slice(first, first + count));
      first += count;
    });
  }
}
