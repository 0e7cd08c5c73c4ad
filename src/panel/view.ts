import type { ScoreName } from '../attention/scoreName';
import type { TranslationRequest } from '../model/engine';
import type { PanelMemory } from '../protocol/panelState';

/** A sentence to translate and, if that is known, where it stands. */
export type SourceSentence = PanelMemory['sentences'][number];

/** What the panel is asked to be a picture of. */
export interface View {
  readonly model: string;
  readonly score: ScoreName;
  readonly sentences: readonly SourceSentence[];
  /** The sentence that is shown. */
  readonly sentence: number;
  /** How many produced tokens are shown; null for all. */
  readonly position: number | null;
}

/** What to ask the engine for; null if there is no sentence. */
export function requestOf({ model, score, sentences, sentence }: View): TranslationRequest | null {
  const source = sentences[sentence];
  return source === undefined ? null : { model, score, text: source.text };
}

export function memoryOf(view: View): PanelMemory | null {
  if (view.sentences.length === 0) return null;
  return { version: 1, ...view, sentences: [...view.sentences] };
}

export function viewOf({ model, score, sentences, sentence, position }: PanelMemory): View {
  return {
    model,
    score,
    sentences,
    sentence: Math.min(sentence, Math.max(0, sentences.length - 1)),
    position,
  };
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
