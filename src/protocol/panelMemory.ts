import * as v from 'valibot';
import { beamWidth } from './beam';
import { directionChoices, directions } from './direction';
import { familyName, scoreName } from './translation';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Where a sentence stands: the document and its UTF-16 offset there; null once that is not known. */
const origin = v.nullable(v.object({ uri: v.string(), offset: count }));

const place = {
  score: scoreName,
  /** The sentence that is shown. */
  sentence: count,
  /** How many produced tokens are shown; null for all. */
  position: v.nullable(count),
};

const current = v.object({
  version: v.literal(2),
  ...place,
  direction: v.picklist(directionChoices),
  family: familyName,
  /** How many hypotheses are kept side by side; a page may remember from when it was always one. */
  beam: v.optional(beamWidth, 1),
  /** Which of them, counted from 0, is shown. */
  hypothesis: v.optional(count, 0),
  /** The direction of a sentence that does not tell its language, where the direction is `auto`. */
  assumed: v.picklist(directions),
  sentences: v.array(
    v.object({
      text: v.string(),
      /** ISO 639 code, `und` for a language without a name here; null if the text does not tell. */
      language: v.nullable(v.string()),
      origin,
    }),
  ),
});

/** Before there were directions: every sentence was taken for French, and a model was named by its id. */
const first = v.object({
  version: v.literal(1),
  ...place,
  model: v.string(),
  sentences: v.array(v.object({ text: v.string(), origin })),
});

/** What the panel is a picture of: enough to compute it again after the window was reloaded. */
export const panelMemory = current;

/** The same as a page may have kept it since before an update. */
export const keptMemory = v.union([
  current,
  v.pipe(
    first,
    v.transform(({ model, sentences, score, sentence, position }): PanelMemory => ({
      version: 2,
      direction: 'auto',
      family: model.endsWith('bahdanau') ? 'bahdanau' : 'luong',
      assumed: 'fr-en',
      score,
      beam: 1,
      hypothesis: 0,
      sentences: sentences.map((one) => ({ ...one, language: 'fr' })),
      sentence,
      position,
    })),
  ),
]);

export type PanelMemory = v.InferOutput<typeof panelMemory>;
