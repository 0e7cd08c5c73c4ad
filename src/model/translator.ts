import type { Attend, EncodedSource } from '../decoding/model';
import { attendWith } from '../decoding/attending';
import { DecodingSession, type DecodedStep } from '../decoding/session';
import type { ScoreName } from '../attention/scoreName';
import type { SourceToken, Translation, TranslationStep } from '../protocol/translation';
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
  async translate(text: string, score: ScoreName, signal: AbortSignal): Promise<Translation> {
    const sentence = this.sentences.get(text) ?? (await this.encode(text));
    const attend = this.attend(sentence, score);
    const pause = createPause();
    let session = DecodingSession.start(this.bundle.model, attend, sentence.source, sentence.prepared.rules);
    while (!session.isFinished) {
      await pause();
      signal.throwIfAborted();
      session = await session.forward();
    }
    return this.describe(score, sentence, session);
  }

  async dispose(): Promise<void> {
    await this.bundle.bulk.dispose();
    await this.bundle.model.dispose();
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

  private describe(score: ScoreName, sentence: EncodedSentence, session: DecodingSession): Translation {
    const { manifest } = this.bundle;
    const { prepared, tokens } = sentence;
    return {
      model: manifest.id,
      modelName: manifest.name,
      family: manifest.family,
      score,
      decoding: 'greedy',
      sourceText: prepared.text,
      sourceTokens: [...tokens],
      ...finishSentence(this.bundle, prepared, session.tokens),
      steps: session.steps.map((step, t) => this.describeStep(prepared, step, t)),
      complete: session.endsWithEnd,
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
