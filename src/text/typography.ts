/** Marks of quotation that are not typewriter's. */
const curly = /[«»“”„]/u;

/**
 * What the model's vocabulary cannot say, since it reads and writes all marks of quotation as `"` and all blanks as
 * one space. For French only: English is right as the model writes it.
 *
 * @param text of the translation, with placeholders still in it: what they stand for is not touched
 * @param source the sentence that was translated
 */
export function typography(text: string, source: string, language: string): string {
  return language === 'fr' ? noBreaks(guillemets(text, source)) : text;
}

/**
 * `"…"` as « … », if the source had more than typewriter's quotes, or the model put the blanks inside that only
 * guillemets have. A quote without a partner leaves all as they are.
 */
function guillemets(text: string, source: string): string {
  const parts = text.split('"');
  if (parts.length < 3 || parts.length % 2 === 0) return text;
  const quoted = parts.filter((_, i) => i % 2 === 1);
  if (quoted.some((part) => part.trim() === '')) return text;
  if (!curly.test(source) && !quoted.every((part) => part.startsWith(' ') && part.endsWith(' '))) return text;
  return parts.map((part, i) => (i % 2 === 1 ? `«\u00a0${part.trim()}\u00a0»` : part)).join('');
}

/** A line does not break before `?`, `!`, `;` and `:`. */
function noBreaks(text: string): string {
  return text.replace(/(?<=\S) (?=[?!;])/g, '\u202f').replace(/(?<=\S) (?=:(?:\s|$))/g, '\u00a0');
}
