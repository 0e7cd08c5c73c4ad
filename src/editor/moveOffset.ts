/** A replacement in a document, in UTF-16 units of the text before it. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Where a place of a document is after changes that were made at once; null if what began there was replaced.
 * Changes behind the place do not move it: whether its text is still the same is for whoever looks there.
 */
export function moveOffset(offset: number, changes: readonly Change[]): number | null {
  let moved = offset;
  for (const { rangeOffset, rangeLength, text } of changes) {
    if (rangeOffset + rangeLength <= offset && (rangeOffset < offset || rangeLength === 0)) {
      moved += text.length - rangeLength;
    } else if (rangeOffset < offset) return null;
  }
  return moved;
}
