import { wordMarker } from './pieces';

/** How many placeholders a model was trained with; a model without any has none of either. */
export interface PlaceholderLimits {
  /** For spans that are carried over whole: a URL, inline code, a long number. */
  readonly copies: number;
  /** For marks around words: `**`, `[` … `](url)`, `<b>` … `</b>`. */
  readonly pairs: number;
}

export const mostPlaceholders: PlaceholderLimits = { copies: 16, pairs: 8 };
export const noPlaceholders: PlaceholderLimits = { copies: 0, pairs: 0 };

/** What a placeholder stands for: a whole span, or one of the two marks around words. */
export type PlaceholderKind = 'copy' | 'open' | 'close';

/**
 * Characters of Unicode's private use area, so that none can be mistaken for text. The order of the three blocks and
 * their lengths are those of the training's vocabulary (training/vocabulary.py).
 */
const first: Readonly<Record<PlaceholderKind, number>> = { copy: 0xe000, open: 0xe010, close: 0xe018 };

/** The character that stands for the `number`-th span or mark of its kind. */
export function placeholder(kind: PlaceholderKind, number: number): string {
  return String.fromCharCode(first[kind] + number);
}

/** All placeholders of a model, in the order of their characters. */
export function placeholdersOf({ copies, pairs }: PlaceholderLimits): string[] {
  return [
    ...Array.from({ length: copies }, (_, number) => placeholder('copy', number)),
    ...Array.from({ length: pairs }, (_, number) => placeholder('open', number)),
    ...Array.from({ length: pairs }, (_, number) => placeholder('close', number)),
  ];
}

/** Every character that is a placeholder for some model. */
const anyPlaceholder = /[\uE000-\uE01F]/gu;

/** The text with characters of the placeholders' block, which it happens to have itself, made unreadable. */
export function withoutPlaceholders(text: string): string {
  return text.replace(anyPlaceholder, '\uFFFD');
}

/** The vocabulary's pieces for a placeholder: within a word, and where one begins. */
export function piecesOfPlaceholder(character: string): readonly [string, string] {
  return [character, wordMarker + character];
}

/** The placeholder that a piece is; null for every other piece. */
export function placeholderOfPiece(piece: string): string | null {
  const character = piece.startsWith(wordMarker) ? piece.slice(wordMarker.length) : piece;
  return /^[\uE000-\uE01F]$/u.test(character) ? character : null;
}
