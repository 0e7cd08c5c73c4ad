// The examples of a Markdown text: commands, what they print, and the files that they read.

/** Of a block: everything up to its closing fence. */
const inside = '((?:(?!^```)[\\s\\S])*?)';
const commandAndOutput = new RegExp(`^\`\`\`sh\\n${inside}^\`\`\`\\n\\n\`\`\`text\\n${inside}^\`\`\`$`, 'gm');
const document = '(`{4,})markdown\\n([\\s\\S]*?)^\\2$';
const lineAndOutput = new RegExp(`^\`([^\`\\n]+ [^\`\\n]+)\`:\\n\\n${document}`, 'gm');
const named = new RegExp(`\`([\\w.-]+)\`:\\n\\n${document}`, 'gm');

/**
 * Files that a text shows: a name such as `note.md` at the end of a paragraph, and its contents in a block of four backticks.
 *
 * @param {string} markdown
 * @returns {{ name: string, text: string }[]}
 */
export function files(markdown) {
  return [...markdown.matchAll(named)].map(([, name = '', , text = '']) => ({ name, text }));
}

/**
 * The text with the output of each command in the place of what stands below it, which `run` is told too.
 *
 * @param {string} markdown
 * @param {(command: string, output: string) => string} run
 */
export function withOutputs(markdown, run) {
  /** @param {string} whole @param {string} command @param {string} output */
  const again = (whole, command, output) => replaceLast(whole, output, run(command, output));
  return markdown
    .replaceAll(commandAndOutput, again)
    .replaceAll(lineAndOutput, (whole, command, _, output) => again(whole, command, output));
}

/** Output without what a page would not show: blanks at the ends of lines, and empty lines at its end. @param {string} output */
export function tidy(output) {
  return output.replaceAll(/ +$/gm, '').trimEnd() + '\n';
}

/** @param {string} text @param {string} old @param {string} by */
function replaceLast(text, old, by) {
  const at = text.lastIndexOf(old);
  return text.slice(0, at) + by + text.slice(at + old.length);
}
