/**
 * The text with every unpaired surrogate replaced by U+FFFD: what UTF-8, and so the model, cannot hold.
 * One UTF-16 unit for one, so that offsets stay what they are.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
