import type { InputTensor } from '../runtime/runtime';
import { masked } from './attentionGraph';
import type { KeyedSource } from './bulkAttention';

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
    return {
      keys: part(this.keys, count, this.length, columns.keys),
      annotations: part(this.annotations, count, this.length, columns.annotations),
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
    this.keys.set(keys.data, place * this.length * keys.columns);
    this.annotations.set(annotations.data, place * this.length * annotations.columns);
    const start = place * this.length;
    this.mask
      .fill(0, start, start + annotations.rows)
      .fill(masked, start + annotations.rows, start + this.length);
    this.sources[place] = source;
  }
}

function widths([first]: readonly KeyedSource[]) {
  return { keys: first?.keys.columns ?? 0, annotations: first?.annotations.columns ?? 0 };
}
