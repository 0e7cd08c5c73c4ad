/** Stands for the space before a word in a piece (U+2581). */
export const wordMarker = '▁';

/** The value of a piece like `<0xE2>`, one byte of a character that the vocabulary lacks; null for others. */
export function byteOfPiece(piece: string): number | null {
  const match = /^<0x([0-9A-F]{2})>$/.exec(piece);
  return match?.[1] === undefined ? null : parseInt(match[1], 16);
}

/** How a person reads a piece: without its marker, a byte as ‹E2›, a lone marker as itself. */
export function textOfPiece(piece: string): string {
  const byte = byteOfPiece(piece);
  if (byte !== null) return `‹${piece.slice(3, 5)}›`;
  if (piece === wordMarker) return piece;
  return piece.startsWith(wordMarker) ? piece.slice(wordMarker.length) : piece;
}

/** Bytes that the character at `index` has in UTF-8. */
export function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
