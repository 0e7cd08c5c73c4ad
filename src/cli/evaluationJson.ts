import type { GoldFiles, TextFiles } from './evaluateArguments';
import type { Measured } from './measure';

/** One line of `evaluate --format json`: a contract with other programs, so fields keep their names and order. */
export function evaluationJson({ model, score, bleu, alignments }: Measured, files: EvaluatedFiles): string {
  return JSON.stringify({
    model,
    score,
    bleu: bleu === null ? null : bleuOf(bleu, files),
    alignments: alignments.map((alignment) => alignmentOf(alignment, files)),
  });
}

/** The files that were measured. */
export interface EvaluatedFiles {
  readonly text: TextFiles | null;
  readonly gold: GoldFiles | null;
}

function bleuOf(bleu: NonNullable<Measured['bleu']>, { text }: EvaluatedFiles) {
  return {
    source: text?.source,
    references: text?.references,
    beam: bleu.beam.width,
    lengthPenalty: bleu.beam.width === 1 ? null : bleu.beam.lengthPenalty,
    sentences: bleu.sentences,
    signature: bleu.signature,
    score: bleu.score,
    precisions: bleu.precisions,
    counts: bleu.counts,
    totals: bleu.totals,
    brevityPenalty: bleu.brevityPenalty,
    hypothesisLength: bleu.hypothesisLength,
    referenceLength: bleu.referenceLength,
    unfinished: bleu.unfinished,
    failures: bleu.failures,
  };
}

function alignmentOf(alignment: Measured['alignments'][number], { gold }: EvaluatedFiles) {
  return {
    convention: alignment.convention,
    gold: gold?.links,
    source: gold?.source,
    target: gold?.target,
    sentences: alignment.sentences,
    aer: alignment.aer,
    precision: alignment.precision,
    recall: alignment.recall,
    links: alignment.links,
    sure: alignment.sure,
    possible: alignment.possible,
    inSure: alignment.inSure,
    inPossible: alignment.inPossible,
    failures: alignment.failures,
  };
}
