import type { RowConvention, Link } from '../attention/wordWeights';
import { alignmentQuality, type AlignmentQuality } from '../metrics/alignmentError';
import { bleuSignature, corpusBleu, type Bleu } from '../metrics/bleu';
import type { Advance, BulkEngine } from '../model/bulkEngine';
import type { BulkResults } from '../model/bulkTranslator';
import type { BeamRequest } from '../protocol/beam';
import { isFatal } from '../model/sentenceOutcome';
import type { GoldSet, TextSet } from './evaluationFiles';
import type { Chosen } from './modelChooser';
import { textLine } from './translate';

/** A sentence that the model could not take. */
export interface Failure {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** BLEU of one score function of a model on one set. */
export interface BleuMeasurement extends Bleu {
  readonly beam: BeamRequest;
  readonly signature: string;
  readonly sentences: number;
  /** Translations that did not end within the model's greatest length; they count as far as they go. */
  readonly unfinished: number;
  /** They count as empty translations. */
  readonly failures: readonly Failure[];
}

/** How good the links of one score function of a model are on one set. */
export interface AlignmentMeasurement extends AlignmentQuality {
  readonly convention: RowConvention;
  readonly sentences: number;
  /** They count as sentences without links. */
  readonly failures: readonly Failure[];
}

/** What was measured of one score function of a model. */
export interface Measured extends Chosen {
  /** Null if there are no texts for it. */
  readonly bleu: BleuMeasurement | null;
  /** One for each convention; none without links, and for the score function `none`. */
  readonly alignments: readonly AlignmentMeasurement[];
}

export interface MeasureOptions {
  /** Sentences that are computed at once. */
  readonly batch: number;
  /** Told after some sentences how many they were. */
  readonly advance: Advance;
}

/** Sentences that the engine is given at once, so that weights of no more than these are in memory. */
const atOnce = 4096;

/** @throws EngineError if the model cannot be used at all */
export async function measureBleu(
  engine: BulkEngine,
  { model, score }: Chosen,
  { sources, references }: TextSet,
  { batch, beam, advance }: MeasureOptions & { beam: BeamRequest },
): Promise<BleuMeasurement> {
  const translated = await inParts(
    sources,
    (text) => text.trim() !== '',
    (texts, done) => engine.translateAll(model, texts, { score, batch, beam, weights: false }, done),
    advance,
  );
  return {
    ...corpusBleu(
      translated.results.map((translation) => (translation === null ? '' : textLine(translation))),
      references,
    ),
    beam,
    signature: bleuSignature(references.length),
    sentences: sources.length,
    unfinished: translated.results.filter((translation) => translation?.complete === false).length,
    failures: translated.failures,
  };
}

/** One measurement for each convention. @throws EngineError if the model cannot be used at all */
export async function measureAlignments(
  engine: BulkEngine,
  { model, score }: Chosen,
  { pairs, gold }: GoldSet,
  options: MeasureOptions & { conventions: readonly RowConvention[]; asIs: boolean },
): Promise<readonly AlignmentMeasurement[]> {
  const { conventions, asIs, batch, advance } = options;
  const aligned = await inParts(
    pairs,
    ({ source, target }) => source.length > 0 && target.length > 0,
    (some, done) => engine.alignAll(model, some, { score, batch, conventions, asIs }, done),
    advance,
  );
  return conventions.map((convention, number) => {
    const made = aligned.results.map((alignments): readonly Link[] => alignments?.[number]?.links ?? []);
    return {
      convention,
      ...alignmentQuality(made, gold),
      sentences: pairs.length,
      failures: aligned.failures,
    };
  });
}

/** The result of each item, null for one that has nothing in it and for one that failed. */
async function inParts<Item, Result>(
  items: readonly Item[],
  hasContent: (item: Item) => boolean,
  answerAll: (items: readonly Item[], advance: Advance) => Promise<BulkResults<Result>>,
  advance: Advance,
): Promise<{ readonly results: readonly (Result | null)[]; readonly failures: readonly Failure[] }> {
  const results: (Result | null)[] = [];
  const failures: Failure[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    const part = items.slice(start, start + atOnce);
    const some = part.filter(hasContent);
    const answers = await answerAll(some, advance);
    advance(part.length - some.length);
    for (const item of part) {
      const answer = hasContent(item) ? answers.shift() : undefined;
      if (answer?.status === 'rejected') failures.push(failureOf(results.length + 1, answer.reason));
      results.push(answer?.status === 'fulfilled' ? answer.value : null);
    }
  }
  return { results, failures };
}

function failureOf(line: number, reason: unknown): Failure {
  if (isFatal(reason)) throw reason;
  return { line, reason: reason instanceof Error ? reason.message : String(reason) };
}
