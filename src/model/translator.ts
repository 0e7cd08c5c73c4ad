import type { Attend, EncodedSource } from '../decoding/model';
import { attendWith } from '../decoding/attending';
import { DecodingSession, type DecodedStep } from '../decoding/session';
import type { ScoreName } from '../attention/scoreName';
import type { SourceToken, Translation, TranslationStep } from '../protocol/translation';
import { EngineError } from './engineError';
import type { LoadedBundle } from './loadBundle';
import { LeastRecentlyUsed } from './lru';
import { createPause } from './pause';

/** Sentences whose encoding is kept, so that another score function or a walk through sentences starts at once. */
const keptSentences = 16;

/** No token has more characters than this; what is beyond any limit need not be cut into tokens to know that. */
const longestToken = 128;

interface EncodedSentence {
  readonly tokens: readonly SourceToken[];
  readonly source: EncodedSource;
  /** Score functions that were prepared for this sentence. */
  readonly attends: Map<ScoreName, Attend>;
}

/** Translates sentences with one bundle, and says everything that is drawn of it. */
export class Translator {
  private readonly sentences = new LeastRecentlyUsed<string, EncodedSentence>(keptSentences);

  constructor(private readonly bundle: LoadedBundle) {}

  /** @throws EngineError; the signal's reason between two steps if it was aborted. */
  async translate(text: string, score: ScoreName, signal: AbortSignal): Promise<Translation> {
    const sentence = this.sentences.get(text) ?? (await this.encode(text));
    const attend = this.attend(sentence, score);
    const pause = createPause();
    let session = DecodingSession.start(this.bundle.model, attend, sentence.source);
    while (!session.isFinished) {
      await pause();
      signal.throwIfAborted();
      session = await session.forward();
    }
    return this.describe(text, score, sentence, session);
  }

  async dispose(): Promise<void> {
    await this.bundle.model.dispose();
  }

  private async encode(text: string): Promise<EncodedSentence> {
    const { tokenizer, model } = this.bundle;
    if (text.length > longestToken * model.maxSourceLength) {
      throw new EngineError(
        'too-long',
        `The text has ${text.length} characters; this model takes ${model.maxSourceLength} tokens at most ` +
          '(a token is a word, or a part of one). Select a single sentence.',
      );
    }
    const ids = tokenizer.encode(text);
    if (ids.length < 2)
      throw new EngineError('empty-text', 'There is no text to translate: select a sentence.');
    if (ids.length > model.maxSourceLength) {
      throw new EngineError(
        'too-long',
        `The sentence has ${ids.length} tokens; this model takes ${model.maxSourceLength} at most. ` +
          'Select a shorter sentence, or a part of this one.',
      );
    }
    const source = await model.encode(ids);
    const sentence = { tokens: tokenizer.sourceTokens(text), source, attends: new Map<ScoreName, Attend>() };
    this.sentences.set(text, sentence);
    return sentence;
  }

  private attend(sentence: EncodedSentence, score: ScoreName): Attend {
    const known = sentence.attends.get(score);
    if (known !== undefined) return known;
    const parameters = this.bundle.parameters.get(score);
    if (parameters === undefined) {
      const { name, scoreFunctions } = this.bundle.manifest;
      throw new EngineError(
        'unknown-score',
        `${name} was not trained with the score function "${score}". It has: ${scoreFunctions.join(', ')}.`,
      );
    }
    const attend = attendWith(score, parameters, sentence.source);
    sentence.attends.set(score, attend);
    return attend;
  }

  private describe(
    text: string,
    score: ScoreName,
    sentence: EncodedSentence,
    session: DecodingSession,
  ): Translation {
    const { manifest, tokenizer } = this.bundle;
    return {
      model: manifest.id,
      modelName: manifest.name,
      family: manifest.family,
      score,
      decoding: 'greedy',
      sourceText: text,
      sourceTokens: [...sentence.tokens],
      targetText: tokenizer.decode(session.tokens),
      steps: session.steps.map((step, t) => this.describeStep(step, t)),
      complete: session.endsWithEnd,
    };
  }

  private describeStep(step: DecodedStep, t: number): TranslationStep {
    const { tokenizer } = this.bundle;
    const { attention } = step.model;
    return {
      token: tokenizer.token(step.token, t === 0),
      logProbability: step.logProbability,
      energies: attention && Array.from(attention.energies),
      weights: attention && Array.from(attention.weights),
      candidates: step.candidates.map(({ token, logProbability }) => ({
        ...tokenizer.token(token, t === 0),
        logProbability,
      })),
    };
  }
}
