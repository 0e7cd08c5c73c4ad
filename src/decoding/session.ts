import { bestCandidates, bestOf, type Candidate } from './candidates';
import { anyToken, type TokenRules } from './tokenRules';
import type { Attend, AttentionModel, Cancellation, EncodedSource, ModelStep } from './model';

/** How many of the most probable next tokens a step keeps. */
export const candidateCount = 10;

/** A produced token with everything that led to it. */
export interface DecodedStep {
  /** y_t: the most probable token, or the one that was chosen. */
  readonly token: number;
  readonly logProbability: number;
  /** Whether a person (or a forced target) chose the token, not the model. */
  readonly forced: boolean;
  readonly model: ModelStep;
  readonly candidates: readonly Candidate[];
}

/**
 * Decoding of one sentence, one token at a time. Immutable: every move returns another session, and those that
 * went before stay valid; steps are shared, so going back costs nothing.
 *
 * `steps` are all that were computed on this branch, `position` how many of them count as produced.
 */
export class DecodingSession {
  private constructor(
    private readonly model: AttentionModel,
    private readonly attend: Attend,
    readonly source: EncodedSource,
    private readonly rules: TokenRules,
    readonly steps: readonly DecodedStep[],
    readonly position: number,
  ) {}

  /** @param rules what the model must not choose, nor be shown to have considered; a person may. */
  static start(
    model: AttentionModel,
    attend: Attend,
    source: EncodedSource,
    rules: TokenRules = anyToken,
  ): DecodingSession {
    return new DecodingSession(model, attend, source, rules, [], 0);
  }

  /** The tokens produced so far, end of sentence included once it was produced. */
  get tokens(): number[] {
    return this.steps.slice(0, this.position).map((step) => step.token);
  }

  /** Whether nothing can follow: the end of the sentence was produced, or the longest length reached. */
  get isFinished(): boolean {
    return this.endsWithEnd || this.position >= this.model.maxTargetLength;
  }

  /** False for a translation that was cut off at the longest length the model makes. */
  get endsWithEnd(): boolean {
    return this.steps[this.position - 1]?.token === this.model.endToken;
  }

  /** Produces the most probable next token; computes only what was not computed before. */
  async forward(): Promise<DecodingSession> {
    if (this.isFinished) return this;
    if (this.position < this.steps.length) return this.at(this.position + 1);
    return this.append(await this.compute());
  }

  back(): DecodingSession {
    return this.at(Math.max(0, this.position - 1));
  }

  toStart(): DecodingSession {
    return this.at(0);
  }

  /** Greedy decoding to the end of the sentence. @throws the signal's reason, between two steps. */
  async toEnd(cancellation?: Cancellation): Promise<DecodingSession> {
    if (this.isFinished) return this;
    cancellation?.throwIfAborted();
    return (await this.forward()).toEnd(cancellation);
  }

  /** Produces `token` next, whatever the model prefers, and so branches off: later steps are forgotten. */
  async choose(token: number): Promise<DecodingSession> {
    if (this.isFinished)
      throw new RangeError('The translation is finished: go back before choosing a token.');
    const known = this.steps[this.position];
    const step = known ?? (await this.compute());
    const logProbability = step.model.logProbabilities[token];
    if (logProbability === undefined) throw new RangeError(`The vocabulary has no token ${token}.`);
    return this.append({ ...step, token, logProbability, forced: true });
  }

  private at(position: number): DecodingSession {
    return new DecodingSession(this.model, this.attend, this.source, this.rules, this.steps, position);
  }

  private append(step: DecodedStep): DecodingSession {
    const steps = [...this.steps.slice(0, this.position), step];
    return new DecodingSession(this.model, this.attend, this.source, this.rules, steps, steps.length);
  }

  private async compute(): Promise<DecodedStep> {
    const last = this.steps[this.position - 1];
    const state = last?.model.state ?? this.source.initialState;
    const previous = last?.token ?? this.model.beginToken;
    const model = await this.model.step(this.source, state, previous, this.attend);
    const banned = this.rules.bannedAfter(this.tokens);
    const candidates = bestCandidates(model.logProbabilities, candidateCount, banned);
    return { ...bestOf(candidates), forced: false, model, candidates };
  }
}
