import type { Attend, EncodedSource } from '../decoding/model';
import { attendWith } from '../decoding/attending';
import { BeamSearch, searchTogether, type BeamOptions } from '../decoding/beam';
import { DecodingSession, type DecodedStep } from '../decoding/session';
import type { ScoreName } from '../attention/scoreName';
import type { SourceToken, Translation, TranslationResult, TranslationStep } from '../protocol/translation';
import type { LoadedBundle } from './loadBundle';
import { LeastRecentlyUsed } from './lru';
import { createPause } from './pause';
import {
  finishSentence,
  prepareSentence,
  sourceTokens,
  targetToken,
  type PreparedSentence,
} from './preparedSentence';
import { parametersOf } from './scoreParameters';

/** Sentences whose encoding is kept, so that another score function or a walk through sentences starts at once. */
const keptSentences = 16;

interface EncodedSentence {
  readonly prepared: PreparedSentence;
  readonly tokens: readonly SourceToken[];
  readonly source: EncodedSource;
  /** Score functions that were prepared for this sentence. */
  readonly attends: Map<ScoreName, Attend>;
}

/** Translates sentences with one bundle, and says everything that is drawn of it. */
export class Translator {
  private readonly sentences = new LeastRecentlyUsed<string, EncodedSentence>(keptSentences);

  constructor(readonly bundle: LoadedBundle) {}

  /** @throws EngineError; the signal's reason between two steps if it was aborted. */
  async translate(
    text: string,
    score: ScoreName,
    signal: AbortSignal,
    beam?: BeamOptions,
  ): Promise<TranslationResult> {
    const sentence = this.sentences.get(text) ?? (await this.encode(text));
    const attend = this.attend(sentence, score);
    const pause = createPause();
    const betweenSteps = async (): Promise<void> => {
      await pause();
      signal.throwIfAborted();
    };
    return beam === undefined || beam.width === 1
      ? this.decode(score, sentence, attend, betweenSteps)
      : this.search(score, sentence, attend, betweenSteps, beam);
  }

  async dispose(): Promise<void> {
    await this.bundle.bulk.dispose();
    await this.bundle.model.dispose();
  }

  private async decode(
    score: ScoreName,
    sentence: EncodedSentence,
    attend: Attend,
    betweenSteps: () => Promise<void>,
  ): Promise<TranslationResult> {
    const { model } = this.bundle;
    let session = DecodingSession.start(model, attend, sentence.source, sentence.prepared.rules);
    while (!session.isFinished) {
      await betweenSteps();
      session = await session.forward();
    }
    return {
      ...this.describe(score, sentence),
      decoding: 'greedy',
      ...this.describeProduced(sentence, session.steps, session.endsWithEnd),
      beam: null,
    };
  }

  private async search(
    score: ScoreName,
    sentence: EncodedSentence,
    attend: Attend,
    betweenSteps: () => Promise<void>,
    { width, lengthPenalty }: BeamOptions,
  ): Promise<TranslationResult> {
    const { model } = this.bundle;
    const options = { width, lengthPenalty };
    const search = BeamSearch.start(model, attend, sentence.source, options, sentence.prepared.rules);
    const [found] = await searchTogether(model, [search], false, betweenSteps);
    const [best, ...others] = (found?.hypotheses ?? []).map((hypothesis) => ({
      ...this.describeProduced(sentence, hypothesis.steps, hypothesis.isComplete),
      logProbability: hypothesis.logProbability,
      score: hypothesis.score,
    }));
    if (best === undefined) throw new RangeError('Beam search found no hypothesis.');
    const { targetText, missing, repeated, steps, complete } = best;
    return {
      ...this.describe(score, sentence),
      decoding: 'beam',
      ...{ targetText, missing, repeated, steps, complete },
      beam: { ...options, shown: 0, hypotheses: [best, ...others] },
    };
  }

  private async encode(text: string): Promise<EncodedSentence> {
    const prepared = prepareSentence(this.bundle, text);
    const source = await this.bundle.model.encode(prepared.ids);
    const tokens = sourceTokens(this.bundle, prepared);
    const sentence = { prepared, tokens, source, attends: new Map<ScoreName, Attend>() };
    this.sentences.set(text, sentence);
    return sentence;
  }

  private attend(sentence: EncodedSentence, score: ScoreName): Attend {
    const known = sentence.attends.get(score);
    if (known !== undefined) return known;
    const attend = attendWith(score, parametersOf(this.bundle, score), sentence.source);
    sentence.attends.set(score, attend);
    return attend;
  }

  private describe(score: ScoreName, { prepared, tokens }: EncodedSentence) {
    const { manifest } = this.bundle;
    return {
      model: manifest.id,
      modelName: manifest.name,
      family: manifest.family,
      score,
      sourceText: prepared.text,
      sourceTokens: [...tokens],
    };
  }

  private describeProduced(
    { prepared }: EncodedSentence,
    steps: readonly DecodedStep[],
    complete: boolean,
  ): Pick<Translation, 'targetText' | 'missing' | 'repeated' | 'steps' | 'complete'> {
    const ids = steps.map(({ token }) => token);
    return {
      ...finishSentence(this.bundle, prepared, ids),
      steps: steps.map((step, t) => this.describeStep(prepared, step, t)),
      complete,
    };
  }

  private describeStep(prepared: PreparedSentence, step: DecodedStep, t: number): TranslationStep {
    const { attention } = step.model;
    const tokenOf = (id: number) => targetToken(this.bundle, prepared, id, t === 0);
    return {
      token: tokenOf(step.token),
      logProbability: step.logProbability,
      energies: attention && Array.from(attention.energies),
      weights: attention && Array.from(attention.weights),
      candidates: step.candidates.map(({ token, logProbability }) => ({ ...tokenOf(token), logProbability })),
    };
  }
}
