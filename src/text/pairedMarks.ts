import type { Range } from './pieceOffsets';
import { isAfterWord, isBeforeWord } from './technicalSpans';

/** Two marks that belong together: `**` and `**`, `[` and `](url)`, `<b>` and `</b>`. */
export interface MarkPair {
  readonly open: Range;
  readonly close: Range;
}

/** A mark that may open something, or close it. Marks with the same key belong together. */
interface Mark extends Range {
  readonly key: string;
  readonly role: 'opens' | 'closes';
}

/** What a scan of a sentence finds of marks; they are paired when all of it was seen. */
export class PairedMarks {
  /** Not closed yet, the innermost last. */
  private readonly open: Mark[] = [];
  /** For each key, where in `open` its marks are. */
  private readonly places = new Map<string, number[]>();
  private readonly found: MarkPair[] = [];
  private readonly alone: Mark[] = [];

  /** A tag that belongs to no other is carried over by itself; other marks without a partner are only text. */
  get tagsAlone(): Range[] {
    return [...this.alone, ...this.open].filter(({ key }) => key.startsWith('<'));
  }

  /** Runs of `_` without a partner: they may begin a name. */
  get underscoresAlone(): Range[] {
    return [...this.alone, ...this.open].filter(({ key }) => key.startsWith('_'));
  }

  get pairs(): MarkPair[] {
    return [...this.found].sort((a, b) => a.open.start - b.open.start);
  }

  /** A mark of one certain key. */
  add(mark: Mark): void {
    const place = mark.role === 'opens' ? undefined : this.places.get(mark.key)?.at(-1);
    if (place !== undefined) this.close(place, mark);
    else if (mark.role === 'opens') this.push(mark);
    else this.alone.push(mark);
  }

  /**
   * A run of `*`, `_` or `~~`: it closes what it can, the innermost first, in marks of one to three characters; or it
   * opens. Marks stand close to their words; an asterisk between words, digits or blanks is none.
   */
  addRun(text: string, start: number, end: number): void {
    const character = text[start] ?? '';
    const next = text[end] ?? ' ';
    const closes =
      /\S/.test(text[start - 1] ?? ' ') && !(character === '_' && isBeforeWord(text, end)) && end - start < 4;
    const opens = /\S/.test(next) && !isAfterWord(text, start) && end - start < 4;
    let from = start;
    while (closes && from < end) {
      const key = this.innermost(character, end - from);
      if (key === null) break;
      this.add({ key, role: 'closes', start: from, end: from + key.length });
      from += key.length;
    }
    if (from === end) return;
    const rest: Mark = { key: text.slice(from, end), role: 'opens', start: from, end };
    if (from === start && opens && !(character === '~' && end - start !== 2)) this.push(rest);
    else this.alone.push(rest);
  }

  /** The innermost open mark of up to `longest` of a character; of equally near ones there are none. */
  private innermost(character: string, longest: number): string | null {
    let best: string | null = null;
    let nearest = -1;
    for (let length = 1; length <= longest; length++) {
      const key = character.repeat(length);
      const place = this.places.get(key)?.at(-1) ?? -1;
      if (place > nearest) [best, nearest] = [key, place];
    }
    return best;
  }

  private push(mark: Mark): void {
    const places = this.places.get(mark.key) ?? [];
    places.push(this.open.length);
    this.places.set(mark.key, places);
    this.open.push(mark);
  }

  /** What was opened after it stays without a partner. */
  private close(place: number, closing: Range): void {
    const [opening, ...others] = this.open.splice(place);
    for (const mark of others) {
      this.places.get(mark.key)?.pop();
      this.alone.push(mark);
    }
    if (opening === undefined) return;
    this.places.get(opening.key)?.pop();
    // Nothing between the two is nothing to mark.
    if (opening.end < closing.start) {
      const { start, end } = closing;
      this.found.push({ open: { start: opening.start, end: opening.end }, close: { start, end } });
    } else this.alone.push(opening, { ...opening, ...closing });
  }
}
