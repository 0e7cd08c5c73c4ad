import { mostPlaceholders, piecesOfPlaceholder, placeholdersOf } from '../../src/text/placeholders';
import { wordMarker } from '../../src/text/pieces';

/** What of a `tokenizer.json` is changed here. */
interface Definition {
  readonly model: { readonly vocab: Record<string, number>; readonly merges: readonly [string, string][] };
}

const characters = placeholdersOf(mostPlaceholders);
const pieces = characters.flatMap(piecesOfPlaceholder);

/**
 * A tokenizer with placeholders, as the training makes it, from one that may have none.
 *
 * @param keepsSize whether they take the places of the last pieces, so that the vocabulary fits the same graphs
 */
export function withPlaceholderPieces(definition: object, keepsSize = false): object {
  const { model } = definition as Definition;
  if (model.vocab['\uE000'] !== undefined) return definition;
  const size = Object.keys(model.vocab).length;
  const first = keepsSize ? size - pieces.length : size;
  const vocab = Object.fromEntries([
    ...Object.entries(model.vocab).filter(([, id]) => id < first),
    ...pieces.map((piece, index) => [piece, first + index] as const),
  ]);
  const merges = [
    ...model.merges.filter((merge) => merge.join('') in vocab),
    ...characters.map((character) => [wordMarker, character]),
  ];
  return { ...definition, model: { ...model, vocab, merges } };
}

/** A text with every placeholder written as a letter and a number: copies C0.., marks O0.. and /O0.. . */
export function readable(text: string): string {
  return text.replace(/[\uE000-\uE01F]/gu, (character) => {
    const index = character.charCodeAt(0) - 0xe000;
    if (index < 16) return `{C${index}}`;
    return index < 24 ? `{O${index - 16}}` : `{/O${index - 24}}`;
  });
}
