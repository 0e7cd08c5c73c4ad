import type { ScoreName } from '../attention/scoreName';
import type { TranslationRequest } from '../model/engine';
import { defaultLengthPenalty } from '../protocol/beam';
import { directionFrom, modelIdOf, type Direction, type DirectionChoice } from '../protocol/direction';
import type { PanelMemory } from '../protocol/panelState';
import type { Family } from '../protocol/translation';

/** A sentence to translate, its language and where it stands, as far as these are known. */
export type SourceSentence = PanelMemory['sentences'][number];

/** What the panel is asked to be a picture of. */
export interface View {
  readonly direction: DirectionChoice;
  readonly family: Family;
  /** The direction of a sentence that does not tell its language, where the direction is `auto`. */
  readonly assumed: Direction;
  readonly score: ScoreName;
  /** How many hypotheses are kept side by side; 1 for greedy decoding. */
  readonly beam: number;
  /** Which of them, counted from 0, is shown. */
  readonly hypothesis: number;
  readonly sentences: readonly SourceSentence[];
  /** The sentence that is shown. */
  readonly sentence: number;
  /** How many produced tokens are shown; null for all. */
  readonly position: number | null;
}

/** The direction in which the view's sentence is translated; null without one, or if its text is in neither language. */
export function directionOf({ direction, assumed, sentences, sentence }: View): Direction | null {
  if (direction !== 'auto') return direction;
  const source = sentences[sentence];
  if (source === undefined) return null;
  return source.language === null ? assumed : directionFrom(source.language);
}

/** What to ask the engine for; null if there is no sentence, or no direction for it. */
export function requestOf(view: View): TranslationRequest | null {
  const source = view.sentences[view.sentence];
  const direction = directionOf(view);
  if (source === undefined || direction === null) return null;
  const greedy = { model: modelIdOf(direction, view.family), score: view.score, text: source.text };
  return view.beam === 1
    ? greedy
    : { ...greedy, beam: { width: view.beam, lengthPenalty: defaultLengthPenalty } };
}

export function memoryOf(view: View): PanelMemory | null {
  if (view.sentences.length === 0) return null;
  return { version: 2, ...view, sentences: [...view.sentences] };
}

export function viewOf(memory: PanelMemory): View {
  const { direction, family, assumed, score, beam, hypothesis, sentences, position } = memory;
  const sentence = Math.min(memory.sentence, Math.max(0, sentences.length - 1));
  return { direction, family, assumed, score, beam, hypothesis, sentences, sentence, position };
}

/** The view with every origin given anew, as documents change. */
export function withOrigins(view: View, move: (sentence: SourceSentence) => SourceSentence['origin']): View {
  const sentences = view.sentences.map((sentence) => {
    const origin = move(sentence);
    return origin === sentence.origin ? sentence : { ...sentence, origin };
  });
  const isSame = sentences.every((sentence, index) => sentence === view.sentences[index]);
  return isSame ? view : { ...view, sentences };
}
