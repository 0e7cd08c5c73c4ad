import type { Matrix } from '../attention/matrix';
import type { EncodedSource } from '../decoding/model';
import type { InputTensor } from '../runtime/runtime';
import { masked } from './attentionGraph';

/** A source with the keys that a score function made of its annotations. */
export interface KeyedSource extends EncodedSource {
  /** `[sourceLength, k]`; the annotations themselves where the score function looks at those, or at none */
  readonly keys: Matrix;
}

/** How much longer than the longest source places may be before they are made anew. */
const slack = 1.25;

/**
 * Sources side by side, filled up to one length, as a graph takes them. Between two steps most of them stay where they
 * are, and are not copied again.
 */
export class PackedSources {
  private sources: KeyedSource[] = [];
  private length = 0;
  private places = 0;
  private keys = new Float32Array();
  private annotations = new Float32Array();
  private mask = new Float32Array();

  /** keys `[n, S, k]`, annotations `[n, S, hidden]`, mask `[n, S]`; they hold until this is called again */
  inputs(sources: readonly KeyedSource[]): Record<'keys' | 'annotations' | 'mask', InputTensor> {
    const longest = sources.reduce((most, { annotations }) => Math.max(most, annotations.rows), 1);
    if (longest > this.length || longest * slack < this.length || sources.length > this.places) {
      this.makePlaces(sources, longest);
    }
    sources.forEach((source, place) => {
      if (this.sources[place] !== source) this.put(source, place);
    });
    const part = (data: Float32Array, ...shape: number[]): InputTensor => {
      const size = shape.reduce((product, length) => product * length, 1);
      return { data: data.subarray(0, size), shape };
    };
    const [count, columns] = [sources.length, widths(sources)];
    const annotations = part(this.annotations, count, this.length, columns.annotations);
    return {
      keys: columns.keys === 0 ? annotations : part(this.keys, count, this.length, columns.keys),
      annotations,
      mask: part(this.mask, count, this.length),
    };
  }

  private makePlaces(sources: readonly KeyedSource[], length: number): void {
    const columns = widths(sources);
    this.sources = [];
    [this.length, this.places] = [length, sources.length];
    this.keys = new Float32Array(this.places * length * columns.keys);
    this.annotations = new Float32Array(this.places * length * columns.annotations);
    this.mask = new Float32Array(this.places * length);
  }

  /** What is beyond the end of a source is of one that was there before: the mask says that it does not count. */
  private put(source: KeyedSource, place: number): void {
    const { keys, annotations } = source;
    if (keys !== annotations) this.keys.set(keys.data, place * this.length * keys.columns);
    this.annotations.set(annotations.data, place * this.length * annotations.columns);
    const start = place * this.length;
    this.mask
      .fill(0, start, start + annotations.rows)
      .fill(masked, start + annotations.rows, start + this.length);
    this.sources[place] = source;
  }
}

/** Keys that are the annotations themselves need no places of their own. */
function widths([first]: readonly KeyedSource[]) {
  const keys = first?.keys === first?.annotations ? 0 : (first?.keys.columns ?? 0);
  return { keys, annotations: first?.annotations.columns ?? 0 };
}
