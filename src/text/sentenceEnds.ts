import { isAbbreviation, longestAbbreviation } from './abbreviations';
import type { Range } from './pieceOffsets';

/** What ends sentences, of any script; French puts a space before the second of `? !`. */
const ends = /[\p{Sentence_Terminal}…]+(?:[ \u00a0\u202f]+[!?…]+)*/gu;
/** These need a space behind them: without one they are inside a number, an address, a file name. */
const needsSpace = /[.!?…\u203c\u2047-\u2049]$/u;
/** What closes a sentence together with its end, one mark at a time: quotes, brackets, emphasis, a footnote's number. */
const closers = /[)\]}»›”’"'」』）】*_~⁰¹²³⁴-⁹]|\[\^?[\p{L}\p{N}-]{1,12}\]/uy;
/** The same parted by a space, as French has it: `« Oui. » Il sortit.` */
const spacedClosers = /[ \u00a0\u202f]+[»›”)\]](?=$|[\s»›”)\]*_~.,;:!?…])/uy;
const spacedStraightQuote = /[ \u00a0\u202f]+"(?=$|\s)/uy;
/** What may stand before the first word of a sentence. */
const openers = /^(?:[\p{Ps}\p{Pi}\p{Pf}"'*_~\s¿¡—–-]|!\[|<[^<>]*>)*/u;
/** Small letters that do begin a sentence: addresses, names like `iPhone`, code like `run()`. */
const smallStart = /^(?:[a-z][a-z\d+.-]*:\/\/|www\.|\p{Ll}+\p{Lu}|[\p{Ll}\d]+(?:_[\p{L}\d]|\(\)))/u;
/** `1.` and `a)` at its beginning belong to what they number. */
const numbering = /^\(?(?:\d{1,3}|\p{L}|[IVXLC]+)[.)]+$/u;
/** Behind what was said, who said it: `“Stop!” Tom said.` In French and with a pronoun it is a small letter. */
const speaker =
  /^(?:\p{Lu}[\p{L}’'.-]*\s+){1,3}(?:said|says|asked|replied|answered|cried|shouted|whispered|muttered|murmured|exclaimed|added|called|yelled|continued|thought)(?!\p{L})/u;

/** As much of the text behind a full stop as is looked at. */
const lookahead = 64;

/**
 * Cuts one line of text into sentences, which it covers without gaps: blanks belong to the sentence before.
 *
 * @param opaque where no sentence ends: code, addresses, tags; in order and apart
 */
export function cutAtEnds(text: string, opaque: readonly Range[]): Range[] {
  const found: Range[] = [];
  const current = new Current(text);
  let nextOpaque = 0;
  let passed = 0;
  for (const match of text.matchAll(ends)) {
    if (match.index < passed) continue;
    while ((opaque[nextOpaque]?.end ?? Infinity) <= match.index) nextOpaque++;
    if ((opaque[nextOpaque]?.start ?? Infinity) <= match.index) continue;
    const terminatorEnd = match.index + match[0].length;
    current.read(terminatorEnd);
    const end = closedAt(text, terminatorEnd, current, opaque, nextOpaque);
    passed = end;
    const next = skipBlanks(text, end);
    if (next === text.length) break;
    if (next === end && needsSpace.test(match[0])) continue;
    const closing = text.slice(terminatorEnd, end);
    if (!endsSentence(text, match, closing, next, current)) continue;
    found.push({ start: current.start, end: next });
    current.begin(next);
  }
  if (current.start < text.length) found.push({ start: current.start, end: text.length });
  return found;
}

/** Where the marks end that close the sentence. */
function closedAt(
  text: string,
  from: number,
  current: Current,
  opaque: readonly Range[],
  nextOpaque: number,
) {
  let end = from;
  for (;;) {
    while ((opaque[nextOpaque]?.start ?? Infinity) < end) nextOpaque++;
    const tail = opaque[nextOpaque];
    const length =
      tail?.start === end && /[\]<]/.test(text.charAt(end))
        ? tail.end - end
        : lengthAt(closers, text, end) || lengthAt(spacedClosers, text, end) || straight(text, end, current);
    if (length === 0) return end;
    end += length;
  }
}

/** A straight quote between two blanks closes what an earlier one has opened. */
function straight(text: string, end: number, current: Current): number {
  return current.isQuoted ? lengthAt(spacedStraightQuote, text, end) : 0;
}

function endsSentence(
  text: string,
  match: RegExpExecArray,
  closing: string,
  next: number,
  current: Current,
): boolean {
  if (!current.hasWords) return false;
  const before = text.slice(Math.max(current.start, match.index - longestAbbreviation), match.index);
  const after = text.slice(next, next + lookahead).replace(openers, '');
  if (/^\p{Ll}/u.test(after) && !smallStart.test(after)) return false;
  if (/^[,;:]/.test(after)) return false;
  const soFar = text.slice(current.start, Math.min(match.index + match[0].length, current.start + 12));
  if (current.start + soFar.length === match.index + match[0].length && numbering.test(soFar)) return false;
  const isQuote = /[»›”’"']/.test(closing);
  if (isQuote) return !speaker.test(after);
  // A bracket that was opened within the sentence: its exclamation is not that of the sentence.
  const isWithin = /^[)\]]/.test(closing) && current.isInBracket;
  if (match[0] !== '.') return !isWithin || match[0].startsWith('.');
  return !isAbbreviation(before, after);
}

/** What is known of the sentence that has begun; every character is looked at once. */
class Current {
  hasWords = false;
  private brackets: boolean[] = [];
  private quotes = 0;
  private position = 0;

  constructor(
    private readonly text: string,
    public start = 0,
  ) {}

  get isQuoted(): boolean {
    return this.quotes % 2 === 1;
  }

  /** Whether the innermost open bracket was opened behind the first word. */
  get isInBracket(): boolean {
    return this.brackets.at(-1) === true;
  }

  begin(start: number): void {
    this.start = this.position = start;
    this.hasWords = false;
    this.brackets = [];
    this.quotes = 0;
  }

  read(end: number): void {
    const part = this.text.slice(this.position, end);
    this.position = end;
    for (const [mark] of part.matchAll(/[()[\]"]|[\p{L}\p{N}]+/gu)) {
      if (mark === '"') this.quotes++;
      else if (mark === '(' || mark === '[') this.brackets.push(this.hasWords);
      else if (mark === ')' || mark === ']') this.brackets.pop();
      else this.hasWords = true;
    }
  }
}

function lengthAt(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0].length ?? 0;
}

function skipBlanks(text: string, index: number): number {
  const blanks = /\s*/uy;
  blanks.lastIndex = index;
  return index + (blanks.exec(text)?.[0].length ?? 0);
}
