import { matrix } from '../../src/attention/matrix';
import { softmax } from '../../src/attention/softmax';
import type { Attend, AttentionModel, EncodedSource, ModelStep } from '../../src/decoding/model';

/**
 * A model small enough to predict by hand: it copies its source, token by token, by the position that it keeps in
 * its state. It counts the steps that it computed.
 */
export class CopyingModel implements AttentionModel {
  readonly beginToken = 1;
  readonly endToken = 2;
  readonly maxSourceLength = 20;
  stepsComputed = 0;

  constructor(
    readonly maxTargetLength = 20,
    private readonly vocabulary = 16,
  ) {}

  encode(source: readonly number[]): Promise<EncodedSource> {
    const annotations = matrix(
      source.length,
      2,
      Float32Array.from(source.flatMap((token, position) => [token, position])),
    );
    return Promise.resolve({
      annotations,
      summary: Float32Array.of(0, 0),
      initialState: Float32Array.of(0, 0),
    });
  }

  step(source: EncodedSource, state: Float32Array, previous: number, attend: Attend): Promise<ModelStep> {
    this.stepsComputed++;
    const position = state[1]!;
    const next = source.annotations.data[2 * position] ?? this.endToken;
    const logits = new Float32Array(this.vocabulary);
    logits[next] = 8;
    logits[(next + 1) % this.vocabulary] = 4;
    const attention = attend(state);
    return Promise.resolve({
      query: state,
      attention,
      context: attention?.context ?? source.summary,
      state: Float32Array.of(previous, position + 1),
      logProbabilities: softmax(logits).map(Math.log),
    });
  }
}
