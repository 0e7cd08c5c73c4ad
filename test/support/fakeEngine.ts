import type { TranslationEngine, TranslationRequest } from '../../src/model/engine';
import { EngineError } from '../../src/model/engineError';
import type { BeamRequest } from '../../src/protocol/beam';
import type { ModelChoice } from '../../src/protocol/panelState';
import { scoreNames } from '../../src/attention/scoreName';
import {
  directionLabels,
  directions,
  families,
  familyLabels,
  modelIdOf,
  type Direction,
} from '../../src/protocol/direction';
import type { Family, TranslationResult } from '../../src/protocol/translation';
import { sampleTranslation } from './translations';

/** A translation that was asked for and waits for its answer. */
export interface Call {
  readonly request: TranslationRequest;
  readonly signal: AbortSignal;
  answer(translation?: TranslationResult): void;
  fail(error: Error): void;
}

/** Answers when it is told to, or at once; made-up numbers, one source and one produced token for each word. */
export class FakeEngine implements TranslationEngine {
  readonly calls: Call[] = [];
  isAutomatic = false;
  /** Whether it stops when it is told to; one that does not answers late. */
  obeys = true;
  isDisposed = false;
  modelsFail = false;
  installed = directions.flatMap((direction) => families.map((family) => modelChoice(direction, family)));

  models(): Promise<readonly ModelChoice[]> {
    if (this.modelsFail) return Promise.reject(new EngineError('invalid-bundle', 'model.json is broken.'));
    return Promise.resolve(this.installed);
  }

  translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult> {
    return new Promise((resolve, reject) => {
      if (this.obeys) {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }
      const call: Call = {
        request,
        signal,
        answer: (translation = fakeTranslation(request)) => {
          resolve(translation);
        },
        fail: (error) => {
          reject(error);
        },
      };
      this.calls.push(call);
      if (this.isAutomatic) call.answer();
    });
  }

  /** The last call, to answer or to look at. */
  get last(): Call {
    const call = this.calls.at(-1);
    if (call === undefined) throw new Error('Nothing was asked for.');
    return call;
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }
}

/** A model as its manifest describes it. */
export function modelChoice(direction: Direction, family: Family): ModelChoice {
  return {
    id: modelIdOf(direction, family),
    name: `${directionLabels[direction]} (${familyLabels[family]})`,
    source: direction.slice(0, 2),
    target: direction.slice(3),
    family,
    scores: [...scoreNames],
  };
}

export function fakeTranslation({ model, score, text, beam }: TranslationRequest): TranslationResult {
  const words = Array.from(text.matchAll(/\S+/g));
  const sourceTokens = words.map((word, index) => ({
    id: index,
    piece: `▁${word[0]}`,
    text: word[0],
    startsWord: true,
    start: word.index,
    end: word.index + word[0].length,
  }));
  const greedy = sampleTranslation({
    model,
    score,
    sourceText: text,
    sourceTokens,
    targetText: text.toUpperCase(),
    steps: sourceTokens.map(({ id, piece, text: source, startsWord }, row) => ({
      token: { id, piece: piece.toUpperCase(), text: source.toUpperCase(), startsWord },
      logProbability: -0.1,
      energies: score === 'none' ? null : sourceTokens.map((_, column) => (row === column ? 1 : 0)),
      weights: score === 'none' ? null : sourceTokens.map((_, column) => (row === column ? 1 : 0)),
      candidates: [],
    })),
  });
  return beam === undefined || beam.width === 1 ? greedy : withHypotheses(greedy, beam);
}

/** As many hypotheses as were asked for; the second has a token more than the first, the third two. */
function withHypotheses(best: TranslationResult, beam: BeamRequest): TranslationResult {
  const { steps, missing, repeated, complete, targetText } = best;
  const hypotheses = Array.from({ length: beam.width }, (_, rank) => ({
    targetText: targetText + '!'.repeat(rank),
    ...{ missing, repeated, complete },
    steps: [...steps, ...steps.slice(0, 1).flatMap((step) => Array.from({ length: rank }, () => step))],
    logProbability: -1 - rank,
    score: -0.5 - rank,
  }));
  return { ...best, decoding: 'beam', beam: { ...beam, shown: 0, hypotheses } };
}

/** Lets everything that is only waiting for its turn happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
