import type { Translation } from './translation';

/** Longer spans are cut: the note says which it is, the sentence what it says. */
const longest = 60;

/** What a person must know of what a sentence was to carry over into its translation; nothing if all of it is there. */
export function carriedNotes({ missing, repeated }: Pick<Translation, 'missing' | 'repeated'>): string[] {
  const notes: string[] = [];
  if (missing.length > 0)
    notes.push(`${quoted(missing, 'was', 'were')} not carried over into the translation.`);
  if (repeated.length > 0) notes.push(`${quoted(repeated, 'is', 'are')} in the translation more than once.`);
  return notes;
}

function quoted(texts: readonly string[], singular: string, plural: string): string {
  const names = texts.map((text) => `“${shortened(text)}”`);
  const last = names.pop() ?? '';
  return names.length === 0 ? `${last} ${singular}` : `${names.join(', ')} and ${last} ${plural}`;
}

/** By whole characters. */
function shortened(text: string): string {
  if (text.length <= longest) return text;
  return `${Array.from(text.slice(0, longest)).slice(0, -1).join('')}…`;
}
