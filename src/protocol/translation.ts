import * as v from 'valibot';
import { scoreNames } from '../attention/scoreName';
import { beamRequest } from './beam';

/** Finite numbers only: JSON has no others, and a picture has no place for them. */
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const weight = v.pipe(number, v.minValue(0), v.maxValue(1));

export const scoreName = v.picklist(scoreNames);

export const familyName = v.picklist(['bahdanau', 'luong']);

/** A subword as the model sees it. */
const token = v.object({
  id: count,
  /** The vocabulary's entry; `▁` stands for the space before a word. */
  piece: v.string(),
  /** What a person reads: the piece without its marker; the end of the sentence is `</s>`. */
  text: v.string(),
  /** Whether a word begins here. */
  startsWord: v.boolean(),
  /**
   * Whether the model has only a placeholder here: `text` is then what that stands for, a URL or a mark of emphasis,
   * and `piece` the placeholder.
   */
  carried: v.optional(v.literal(true)),
});

/** A source token with its place in the sentence, in UTF-16 units; `start === end` for the end of sentence. */
const sourceToken = v.object({ ...token.entries, start: count, end: count });

const candidate = v.object({ ...token.entries, logProbability: number });

/** One produced token and all that the panel shows of the step that produced it. */
const step = v.object({
  token,
  logProbability: number,
  /** e_t `[sourceLength]`; null without attention. */
  energies: v.nullable(v.array(number)),
  /** a_t `[sourceLength]`; null without attention. */
  weights: v.nullable(v.array(weight)),
  /** The most probable next tokens, best first. */
  candidates: v.array(candidate),
});

/** What was produced of a sentence. */
const produced = {
  targetText: v.string(),
  /** What of the source was to be carried over and is not in the translation. */
  missing: v.array(v.string()),
  /** What is in the translation more than once, though not in the source. */
  repeated: v.array(v.string()),
  steps: v.array(step),
  /** False if decoding stopped at the longest length that the model makes, not at an end of sentence. */
  complete: v.boolean(),
};

/** What a hypothesis of a beam is ranked by. */
const ranking = {
  /** log p of the whole translation, the sum over its steps. */
  logProbability: number,
  /** That, normalised by length. */
  score: number,
};

/** A hypothesis among others: enough to choose it by. */
const listedHypothesis = v.object({ targetText: v.string(), complete: v.boolean(), ...ranking });

/** A hypothesis with every number that is drawn of it. */
const hypothesis = v.object({ ...produced, ...ranking });

const beam = {
  ...beamRequest.entries,
  /** Which of the hypotheses, counted from 0, the translation is. */
  shown: count,
};

const translation = {
  model: v.string(),
  modelName: v.string(),
  family: familyName,
  score: scoreName,
  /** Whether each token was the most probable one, the whole was the most probable that was found, or somebody chose. */
  decoding: v.picklist(['greedy', 'beam', 'forced']),
  sourceText: v.string(),
  sourceTokens: v.array(sourceToken),
  ...produced,
};

/** A sentence, its translation, and every number that is drawn of it. */
export const translationSchema = v.pipe(
  v.object({
    ...translation,
    /** What beam search found, the best first; null where none was. */
    beam: v.nullable(v.object({ ...beam, hypotheses: v.array(listedHypothesis) })),
  }),
  v.check(
    (one) => rowsFitSource(one.sourceTokens, one.steps),
    'Every row of energies and weights has one number for each source token.',
  ),
  v.check(
    ({ beam: found }) => isAmong(found),
    'The hypothesis that is shown is among those that were found.',
  ),
);

/** What an engine answers: the best, and of every hypothesis as much as of it. */
export const translationResultSchema = v.pipe(
  v.object({
    ...translation,
    beam: v.nullable(v.object({ ...beam, hypotheses: v.array(hypothesis) })),
  }),
  v.check(
    (one) =>
      [one, ...(one.beam?.hypotheses ?? [])].every(({ steps }) => rowsFitSource(one.sourceTokens, steps)),
    'Every row of energies and weights has one number for each source token.',
  ),
  v.check(
    ({ beam: found }) => isAmong(found),
    'The hypothesis that is shown is among those that were found.',
  ),
);

interface Row {
  readonly energies: readonly number[] | null;
  readonly weights: readonly number[] | null;
}

function isAmong(found: { readonly shown: number; readonly hypotheses: readonly unknown[] } | null): boolean {
  return found === null || found.shown < found.hypotheses.length;
}

function rowsFitSource(sourceTokens: readonly unknown[], steps: readonly Row[]): boolean {
  const fits = (values: readonly number[] | null): boolean =>
    values === null || values.length === sourceTokens.length;
  return steps.every(({ energies, weights }) => fits(energies) && fits(weights));
}

export type ScoredToken = v.InferOutput<typeof candidate>;
export type SourceToken = v.InferOutput<typeof sourceToken>;
export type TargetToken = v.InferOutput<typeof token>;
export type TranslationStep = v.InferOutput<typeof step>;
export type Translation = v.InferOutput<typeof translationSchema>;
export type TranslationResult = v.InferOutput<typeof translationResultSchema>;
export type Hypothesis = v.InferOutput<typeof hypothesis>;
export type ListedHypothesis = v.InferOutput<typeof listedHypothesis>;
export type Family = v.InferOutput<typeof familyName>;
