import type { TargetToken, Translation, TranslationStep } from '../protocol/translation';
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
}

/** What is written of a translation. */
interface Written extends Pick<
  Translation,
  'sourceText' | 'targetText' | 'model' | 'score' | 'sourceTokens' | 'missing' | 'repeated'
> {
  readonly steps: readonly Pick<TranslationStep, 'token' | 'weights'>[];
}

export function jsonLine(translation: Written): string {
  const { sourceText, targetText, model, score, sourceTokens, steps } = translation;
  const line: JsonLine = {
    source: sourceText,
    target: targetText,
    model,
    score,
    sourceTokens: sourceTokens.map(pieceOf),
    targetTokens: steps.map((step) => pieceOf(step.token)),
    weights: score === 'none' ? null : steps.map((step) => (step.weights ?? []).map(single)),
    missing: translation.missing,
    repeated: translation.repeated,
  };
  return JSON.stringify(line);
}

/** What stands for a blank line: nothing in, nothing out. */
export function blankJsonLine(source: string, model: string, score: string): string {
  const weights = score === 'none' ? null : [];
  const line: JsonLine = {
    ...{ source, target: '', model, score, sourceTokens: [], targetTokens: [], weights },
    ...{ missing: [], repeated: [] },
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
