/** Characters that say how others are laid out. Shown by name, or they would turn a label around unseen. */
const layoutControls: ReadonlyMap<number, string> = new Map([
  [0x061c, 'ALM'],
  [0x200b, 'ZWSP'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LS'],
  [0x2029, 'PS'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0xfeff, 'BOM'],
]);

/** The vocabulary's marker of a space, where it is a token of its own. */
const loneSpace = '▁';

const replacement = '\u{fffd}';

/** The text of a token so that nothing in it is invisible or changes what stands around it. */
export function visibleText(text: string): string {
  let visible = '';
  for (const character of text) visible += visibleCharacter(character);
  if (/^\p{M}/u.test(visible)) visible = `◌${visible}`;
  return visible;
}

/** The text of a token as a label: an empty one, or one of spaces, still has something to point at. */
export function labelText(text: string): string {
  return visibleText(text.length === 0 || text === loneSpace ? ' ' : text).replace(
    /^[ \u{a0}]+$/u,
    (spaces) => '␣'.repeat(spaces.length),
  );
}

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x09) return '⇥';
  if (code === 0x0a || code === 0x0d) return '↵';
  // Unicode has a picture for each of the ASCII control characters, in their order.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code < 0xa0 && code >= 0x80) return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  if (code >= 0xd800 && code <= 0xdfff) return replacement;
  const name = layoutControls.get(code);
  return name === undefined ? character : `[${name}]`;
}
