import { decodeGreedily, type BatchSentence, type Produced } from '../../src/decoding/batch';
import { mostProbable, type GreedyModel } from '../../src/decoding/greedy';
import type { Attend, BatchingModel, EncodedSource } from '../../src/decoding/model';

/** A source, and what is attended to it with. */
export interface AttendedSource extends EncodedSource {
  readonly attend: Attend;
}

/** Greedy steps of a model that computes all log-probabilities, which are looked through here: what shortcuts are compared with. */
export function greedily(
  model: BatchingModel,
  attendTo: (source: EncodedSource) => Attend,
): GreedyModel<AttendedSource> {
  const { beginToken, endToken, maxTargetLength } = model;
  return {
    ...{ beginToken, endToken, maxTargetLength },
    async encodeAll(sources) {
      const encoded = await model.encodeAll(sources);
      return encoded.map((source) => ({ ...source, attend: attendTo(source) }));
    },
    async advanceAll(starts) {
      const steps = await model.stepAll(starts.map((start) => ({ ...start, attend: start.source.attend })));
      return steps.map(({ attention, state, logProbabilities }, i) => {
        const { banned } = starts[i]!;
        return { attention, state, token: banned === null ? null : mostProbable(logProbabilities, banned) };
      });
    },
  };
}

/** All sentences at once, with their weights. */
export function decodeTogether(
  model: BatchingModel,
  sentences: readonly BatchSentence[],
  attendTo: (source: EncodedSource) => Attend,
): Promise<Produced[]> {
  return decodeGreedily(greedily(model, attendTo), sentences, true);
}
