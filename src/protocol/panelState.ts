import * as v from 'valibot';
import { scoreName, translationSchema } from './translation';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A model that can be switched to, with the score functions it was trained with. */
export const modelChoice = v.object({
  id: v.string(),
  name: v.string(),
  scores: v.array(scoreName),
});

/** What the panel is a picture of: enough to compute it again after the window was reloaded. */
export const panelMemory = v.object({
  version: v.literal(1),
  model: v.string(),
  score: scoreName,
  sentences: v.array(
    v.object({
      text: v.string(),
      /** Where the sentence stands: the document and its UTF-16 offset there; null once that is not known. */
      origin: v.nullable(v.object({ uri: v.string(), offset: count })),
    }),
  ),
  /** The sentence that is shown. */
  sentence: count,
  /** How many produced tokens are shown; null for all. */
  position: v.nullable(count),
});

/** What the page shows: always the whole of it, never a difference. */
export const panelState = v.pipe(
  v.object({
    models: v.array(modelChoice),
    /** The model and score function that the controls show; those of the picture are in the translation. */
    model: v.string(),
    score: scoreName,
    /** The last finished translation; stays visible while another is on its way. */
    translation: v.nullable(translationSchema),
    /** Which of how many sentences is shown. */
    sentence: count,
    sentenceCount: count,
    /** How many produced tokens are shown, 0..steps.length. */
    position: count,
    /** What is being computed, for a person to read; null when nothing is. */
    busy: v.nullable(v.string()),
    /** What went wrong last, and what to do about it; null when nothing did. */
    error: v.nullable(v.string()),
    memory: v.nullable(panelMemory),
  }),
  v.check(
    ({ position, translation }) => position <= (translation?.steps.length ?? 0),
    'The position is a step of the translation.',
  ),
);

export type ModelChoice = v.InferOutput<typeof modelChoice>;
export type PanelMemory = v.InferOutput<typeof panelMemory>;
export type PanelState = v.InferOutput<typeof panelState>;
