import type { Attend, EncodedSource } from '../decoding/model';
import { attendWith } from '../decoding/attending';
import { BeamSearch, searchTogether, type BeamOptions, type Hypothesis } from '../decoding/beam';
import type { BulkOptions, BulkTranslation } from './bulkTranslator';
import { inGroups, type BulkResults } from './inGroups';
import type { LoadedBundle } from './loadBundle';
import {
  finishSentence,
  prepareSentence,
  sourceTokens,
  targetToken,
  type PreparedSentence,
} from './preparedSentence';
import { parametersOf } from './scoreParameters';

/**
 * Translates many sentences with a beam each, those of about one length together; as many as fit into the batch with
 * all their hypotheses. The results are in the order of the texts.
 */
export async function searchInBulk(
  bundle: LoadedBundle,
  texts: readonly string[],
  options: BulkOptions,
  beam: BeamOptions,
): Promise<BulkResults<BulkTranslation>> {
  const parameters = parametersOf(bundle, options.score);
  const attendTo = (source: EncodedSource) => attendWith(options.score, parameters, source);
  return inGroups(texts, {
    prepare: (text) => prepareSentence(bundle, text),
    lengthOf: ({ ids }) => ids.length,
    size: Math.max(1, Math.floor(options.batch / beam.width)),
    // Where nobody asks for hypotheses, a sentence is done as soon as nothing can beat its best.
    decode: (group) => searchAll(bundle, group, attendTo, beam, !options.weights),
    describe: (prepared, found) => describe(bundle, prepared, found, options, beam),
  });
}

async function searchAll(
  { model }: LoadedBundle,
  sentences: readonly PreparedSentence[],
  attendTo: (source: EncodedSource) => Attend,
  beam: BeamOptions,
  onlyBest: boolean,
): Promise<Hypothesis[][]> {
  const sources = await model.encodeAll(sentences.map(({ ids }) => ids));
  const searches = sources.map((source, i) =>
    BeamSearch.start(model, attendTo(source), source, beam, sentences[i]?.rules),
  );
  const found = await searchTogether(model, searches, onlyBest);
  return found.map(({ hypotheses }) => hypotheses);
}

function describe(
  bundle: LoadedBundle,
  prepared: PreparedSentence,
  found: readonly Hypothesis[],
  options: BulkOptions,
  { width, lengthPenalty }: BeamOptions,
): BulkTranslation {
  const hypotheses = found.map(({ steps, logProbability, score, isComplete }) => ({
    ...finishSentence(
      bundle,
      prepared,
      steps.map(({ token }) => token),
    ),
    complete: isComplete,
    ...{ logProbability, score },
    steps: options.weights
      ? steps.map(({ token, model: { attention } }, t) => ({
          token: targetToken(bundle, prepared, token, t === 0),
          weights: attention && Array.from(attention.weights),
        }))
      : [],
  }));
  const [best] = hypotheses;
  if (best === undefined) throw new RangeError('Beam search found no hypothesis.');
  const { targetText, missing, repeated, complete, steps } = best;
  return {
    model: bundle.manifest.id,
    score: options.score,
    sourceText: prepared.text,
    ...{ targetText, missing, repeated, complete, steps },
    sourceTokens: options.weights ? sourceTokens(bundle, prepared) : [],
    beam: { width, lengthPenalty, hypotheses },
  };
}
