import * as v from 'valibot';
import { beamWidth } from './beam';
import { directionChoices, directions } from './direction';
import { panelMemory } from './panelMemory';
import { familyName, scoreName, translationSchema } from './translation';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A model that is there, with the score functions it was trained with. */
export const modelChoice = v.object({
  id: v.string(),
  name: v.string(),
  /** What it translates, from and to: ISO 639 codes. */
  source: v.string(),
  target: v.string(),
  family: familyName,
  scores: v.array(scoreName),
});

/** What went wrong, and what can be done about it in the panel. */
export const problem = v.object({
  message: v.string(),
  /** Try again; choose a direction, for text whose language is neither; or nothing that the panel offers. */
  remedy: v.nullable(v.picklist(['retry', 'direction'])),
});

/** What the page shows: always the whole of it, never a difference. */
export const panelState = v.pipe(
  v.object({
    models: v.array(modelChoice),
    /** What the controls show; that of the picture is in the translation. */
    direction: v.picklist(directionChoices),
    family: familyName,
    score: scoreName,
    /** How many hypotheses are kept side by side; 1 for greedy decoding. */
    beam: beamWidth,
    /** The direction of the sentence that was asked for; null if there is none, or if its text is in neither language. */
    used: v.nullable(v.picklist(directions)),
    /** Whether the text itself told that direction. */
    isDetected: v.boolean(),
    /** The last finished translation; stays visible while another is on its way. */
    translation: v.nullable(translationSchema),
    /** Which of how many sentences is shown. */
    sentence: count,
    sentenceCount: count,
    /** How many produced tokens are shown, 0..steps.length. */
    position: count,
    /** What is being computed, for a person to read; null when nothing is. */
    busy: v.nullable(v.string()),
    /** What went wrong last; null when nothing did. */
    error: v.nullable(problem),
    memory: v.nullable(panelMemory),
  }),
  v.check(
    ({ position, translation }) => position <= (translation?.steps.length ?? 0),
    'The position is a step of the translation.',
  ),
);

export type ModelChoice = v.InferOutput<typeof modelChoice>;
export type Problem = v.InferOutput<typeof problem>;
export type PanelState = v.InferOutput<typeof panelState>;
export type { PanelMemory } from './panelMemory';
