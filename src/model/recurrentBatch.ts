import { matrix } from '../attention/matrix';
import type { EncodedSource } from '../decoding/model';
import type { InputTensor } from '../runtime/runtime';
import type { StepInputs } from './decoderFamily';

/** Source tokens of some sentences as the encoder takes them: filled up to the longest, with their lengths. */
export function paddedSources(sources: readonly (readonly number[])[], pad: number) {
  const longest = sources.reduce((most, source) => Math.max(most, source.length), 0);
  const data = new Int32Array(sources.length * longest).fill(pad);
  sources.forEach((source, row) => {
    data.set(source, row * longest);
  });
  return {
    source: { data, shape: [sources.length, longest] },
    lengths: { data: Int32Array.from(sources, (source) => source.length), shape: [sources.length] },
  };
}

/**
 * What the encoder said of each sentence. Annotations of the positions that were filled up are left out, so that
 * no attention can fall on them: from here on a sentence does not know that it was in a batch.
 *
 * @param annotations `[batch, longest, hidden]`
 */
export function separated(
  lengths: readonly number[],
  hidden: number,
  annotations: Float32Array,
  summaries: readonly Float32Array[],
  initialStates: readonly Float32Array[],
): EncodedSource[] {
  const longest = Math.max(...lengths);
  return rows(annotations, lengths.length).flatMap((padded, row) => {
    const [length, summary, initialState] = [lengths[row], summaries[row], initialStates[row]];
    if (length === undefined || summary === undefined || initialState === undefined) return [];
    if (padded.length !== longest * hidden) throw new RangeError('The annotations do not fit the batch.');
    return [
      { annotations: matrix(length, hidden, padded.subarray(0, length * hidden)), summary, initialState },
    ];
  });
}

/** The inputs of a decoder graph for some sentences: `[batch, hidden]` and `[batch]`. */
export function stacked(inputs: readonly StepInputs[]): Record<string, InputTensor> {
  const tensors: Record<string, InputTensor> = { state: stack(inputs.map(({ state }) => state)) };
  const contexts = inputs.flatMap(({ context }) => context ?? []);
  if (contexts.length > 0) tensors['context'] = stack(contexts);
  const uppers = inputs.flatMap(({ upper }) => upper ?? []);
  if (uppers.length > 0) tensors['upper'] = stack(uppers);
  const previous = inputs.flatMap(({ previous }) => previous ?? []);
  if (previous.length > 0)
    tensors['previous'] = { data: Int32Array.from(previous), shape: [previous.length] };
  return tensors;
}

/** A matrix's rows, as views of it. */
export function rows(data: Float32Array, count: number): Float32Array[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, row) => data.subarray(row * length, (row + 1) * length));
}

/** Vectors `[length]`, one below the other. */
export function stack(vectors: readonly Float32Array[]): InputTensor {
  const [first] = vectors;
  const length = first?.length ?? 0;
  if (first !== undefined && vectors.length === 1) return { data: first, shape: [1, length] };
  const data = new Float32Array(vectors.length * length);
  vectors.forEach((vector, row) => {
    data.set(vector, row * length);
  });
  return { data, shape: [vectors.length, length] };
}
