import { Tokenizer as Pipeline } from '@huggingface/tokenizers';
import type { SourceToken, TargetToken } from '../protocol/translation';
import { normalizeWithOffsets } from './normalizedText';
import { piecesOfPlaceholder } from './placeholders';
import { coarseOffsets, pieceOffsets } from './pieceOffsets';
import { textOfPiece, wordMarker } from './pieces';
import { wellFormed } from './wellFormed';

/** The ids that are not text. */
export interface SpecialTokens {
  readonly pad: number;
  readonly begin: number;
  readonly end: number;
}

/** How the end of a sentence is written wherever tokens are shown. */
export const endText = '</s>';

/**
 * Text to token ids and back, over a Hugging Face `tokenizer.json`.
 *
 * Deterministic and stateless to the outside; knows nothing of models.
 */
export class Tokenizer {
  private readonly pipeline: Pipeline;

  /**
   * @param definition the parsed `tokenizer.json`
   * @throws Error if it is not one
   */
  constructor(
    definition: object,
    private readonly special: SpecialTokens,
  ) {
    this.pipeline = new Pipeline(definition, { clean_up_tokenization_spaces: false });
  }

  /** How many different tokens there are. */
  get vocabularySize(): number {
    return this.pipeline.get_vocab().size;
  }

  /** Token ids of a sentence, the end of the sentence included; text without anything but blanks has only that. */
  encode(text: string): number[] {
    return [...this.pipeline.encode(wellFormed(text)).ids, this.special.end];
  }

  /** The tokens of a sentence with their places in it, the end of the sentence included. */
  sourceTokens(text: string): SourceToken[] {
    const clean = wellFormed(text);
    const { ids, tokens: pieces } = this.pipeline.encode(clean);
    const normalized = normalizeWithOffsets(clean, (part) => this.pipeline.normalizer?.(part) ?? part);
    const ranges =
      (normalized === null ? null : pieceOffsets(pieces, normalized)) ?? coarseOffsets(pieces, clean);
    const end = ranges.reduce((last, range) => Math.max(last, range.end), 0);
    const tokens = ids.map((id, i) => ({
      ...this.token(id, i === 0),
      ...(ranges[i] ?? { start: 0, end: 0 }),
    }));
    return [...tokens, { ...this.token(this.special.end), start: end, end }];
  }

  /**
   * A token as it is shown.
   *
   * @param first whether it is the first of its sentence, where a word begins in any case
   */
  token(id: number, first = false): TargetToken {
    const piece = this.pipeline.id_to_token(id) ?? `<${id}>`;
    if (id === this.special.end) return { id, piece, text: endText, startsWord: true };
    return { id, piece, text: textOfPiece(piece), startsWord: first || piece.startsWith(wordMarker) };
  }

  /** The tokens of a placeholder, within a word and where one begins; none if the vocabulary lacks it. */
  placeholderIds(placeholder: string): number[] {
    return piecesOfPlaceholder(placeholder).flatMap((piece) => this.pipeline.token_to_id(piece) ?? []);
  }

  /** Whether the vocabulary has every character of a text, so that none is spelled in bytes. */
  writes(text: string): boolean {
    const normalized = this.pipeline.normalizer?.(text) ?? text;
    for (const character of normalized) {
      if (character !== ' ' && this.pipeline.token_to_id(character) === undefined) return false;
    }
    return true;
  }

  /** The place of a word in the vocabulary, the most frequent first; null if it is not in it as a whole. */
  readonly rankOf = (word: string): number | null => {
    const [id, ...rest] = this.encode(word);
    return id === undefined || rest.length !== 1 ? null : id;
  };

  /** The text of produced tokens, without the special ones; bytes that spell no character become U+FFFD. */
  decode(ids: readonly number[]): string {
    const { pad, begin, end } = this.special;
    const text = ids.filter((id) => id !== pad && id !== begin && id !== end);
    return text.length === 0 ? '' : this.pipeline.decode(text);
  }
}
