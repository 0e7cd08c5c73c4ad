/** No-break, and narrow: what French puts between groups of three digits. */
const groupSpace = '\u202f';

const frenchGroups = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(,\d+)?$/;
const frenchDecimal = /^\d+,(?:\d{1,2}|\d{4,})$/;
const frenchTime = /^(\d{1,2})[ \u00a0\u202f]?h[ \u00a0\u202f]?(\d{2})$/;
const englishGroups = /^(\d{1,3}(?:,\d{3})+)(\.\d+)?$/;

/**
 * A number as the other language writes it: `2 000 000,5` is `2,000,000.5` in English, `19 h 30` is `19:30`. Only what
 * is certain: an English `3.11` may be a version, a French `1,500` may be English already, and both stay as they are.
 *
 * @param from the language of `text`, such as `fr`
 */
export function localNumber(text: string, from: string, to: string): string {
  if (from === 'fr' && to === 'en') {
    const groups = frenchGroups.exec(text);
    if (groups !== null) {
      return (groups[1] ?? '').replace(/[ \u00a0\u202f]/g, ',') + (groups[2] ?? '').replace(',', '.');
    }
    return frenchDecimal.test(text) ? text.replace(',', '.') : text.replace(frenchTime, '$1:$2');
  }
  if (from === 'en' && to === 'fr') {
    const groups = englishGroups.exec(text);
    if (groups !== null) {
      return (groups[1] ?? '').replaceAll(',', groupSpace) + (groups[2] ?? '').replace('.', ',');
    }
  }
  return text;
}
