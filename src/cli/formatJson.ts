import type { BeamRequest } from '../protocol/beam';
import type { TargetToken, TranslationResult, TranslationStep } from '../protocol/translation';
import { wordMarker } from '../text/pieces';

/** One line of `--format json`: a contract with other programs, so fields keep their names and order. */
export interface JsonLine {
  readonly source: string;
  readonly target: string;
  readonly model: string;
  readonly score: string;
  /** Pieces, `</s>` included. */
  readonly sourceTokens: readonly string[];
  /** Pieces, `</s>` included unless the translation was cut off at the model's longest. */
  readonly targetTokens: readonly string[];
  /** `[target][source]`; null for `none`, which has no weights. */
  readonly weights: readonly (readonly number[])[] | null;
  /** What was to be carried over as it is and is not in `target`. */
  readonly missing: readonly string[];
  /** What was to be carried over and is in `target` more than once. */
  readonly repeated: readonly string[];
  /** K, alpha and what was found; only where there was a beam. */
  readonly beam?: number;
  readonly lengthPenalty?: number;
  /** The best first: that is the one above. */
  readonly hypotheses?: readonly JsonHypothesis[];
}

export interface JsonHypothesis {
  readonly text: string;
  /** log p of the whole translation (natural logarithm). */
  readonly logProbability: number;
  /** The log-probability normalised by length. */
  readonly score: number;
  /** False if it was cut off at the model's longest. */
  readonly complete: boolean;
  /** As above. */
  readonly targetTokens: readonly string[];
  readonly weights: readonly (readonly number[])[] | null;
}

/** What is written of a translation. */
interface Written extends Pick<
  TranslationResult,
  'sourceText' | 'targetText' | 'model' | 'score' | 'sourceTokens' | 'missing' | 'repeated'
> {
  readonly steps: readonly WrittenStep[];
  readonly beam: {
    readonly width: number;
    readonly lengthPenalty: number;
    readonly hypotheses: readonly WrittenHypothesis[];
  } | null;
}

type WrittenStep = Pick<TranslationStep, 'token' | 'weights'>;

interface WrittenHypothesis extends Pick<JsonHypothesis, 'logProbability' | 'score' | 'complete'> {
  readonly targetText: string;
  readonly steps: readonly WrittenStep[];
}

export function jsonLine(translation: Written): string {
  const { sourceText, targetText, model, score, sourceTokens, steps, beam } = translation;
  const line: JsonLine = {
    source: sourceText,
    target: targetText,
    model,
    score,
    sourceTokens: sourceTokens.map(pieceOf),
    ...jsonSteps(steps, score),
    missing: translation.missing,
    repeated: translation.repeated,
    ...(beam !== null && {
      beam: beam.width,
      lengthPenalty: beam.lengthPenalty,
      hypotheses: beam.hypotheses.map((hypothesis) => ({
        text: hypothesis.targetText,
        logProbability: hypothesis.logProbability,
        score: hypothesis.score,
        complete: hypothesis.complete,
        ...jsonSteps(hypothesis.steps, score),
      })),
    }),
  };
  return JSON.stringify(line);
}

function jsonSteps(steps: readonly WrittenStep[], score: string): Pick<JsonLine, 'targetTokens' | 'weights'> {
  return {
    targetTokens: steps.map((step) => pieceOf(step.token)),
    weights: score === 'none' ? null : steps.map((step) => (step.weights ?? []).map(single)),
  };
}

/** What stands for a blank line: nothing in, nothing out. */
export function blankJsonLine(
  source: string,
  model: string,
  score: string,
  { width, lengthPenalty }: BeamRequest,
): string {
  const weights = score === 'none' ? null : [];
  const line: JsonLine = {
    ...{ source, target: '', model, score, sourceTokens: [], targetTokens: [], weights },
    ...{ missing: [], repeated: [] },
    ...(width > 1 && { beam: width, lengthPenalty, hypotheses: [] }),
  };
  return JSON.stringify(line);
}

/** The vocabulary's entry; for a placeholder what it stands for, with the marker of a space where the entry has one. */
function pieceOf({ piece, text, carried }: TargetToken): string {
  if (carried !== true) return piece;
  return piece.startsWith(wordMarker) ? wordMarker + text : text;
}

/** Nine digits are all that a single-precision number has; the rest is noise of its conversion to double. */
function single(value: number): number {
  return Number(value.toPrecision(9));
}
