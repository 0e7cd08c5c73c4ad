import { englishAmount, frenchAmount } from './amounts';

/** No-break, and narrow: what French puts between groups of three digits. */
const groupSpace = '\u202f';

const frenchGroups = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(,\d+)?$/;
const frenchDecimal = /^\d+,(?:\d{1,2}|\d{4,})$/;
const englishGroups = /^(\d{1,3}(?:,\d{3})+)(\.\d+)?$/;
const englishDecimal = /^\d+\.(?:\d{1,2}|\d{4,})$/;

/**
 * A number, an amount or a time as the other language writes it: `2 000 000,5` is `2,000,000.5` in English, `€12.50` is
 * `12,50 €` in French. Only what is certain: an English `3.11` without a unit may be a version, a French `1,500` may be
 * English already, and both stay as they are.
 *
 * @param from the language of `text`, such as `fr`
 */
export function localNumber(text: string, from: string, to: string): string {
  if (from === 'fr' && to === 'en') return englishAmount(text, englishNumber) ?? englishNumber(text);
  if (from === 'en' && to === 'fr') return frenchAmount(text, frenchDecimals) ?? frenchNumber(text);
  return text;
}

function englishNumber(text: string): string {
  const groups = frenchGroups.exec(text);
  if (groups !== null) {
    return (groups[1] ?? '').replace(/[ \u00a0\u202f]/g, ',') + (groups[2] ?? '').replace(',', '.');
  }
  return frenchDecimal.test(text) ? text.replace(',', '.') : text;
}

function frenchNumber(text: string): string {
  const groups = englishGroups.exec(text);
  if (groups === null) return text;
  return (groups[1] ?? '').replaceAll(',', groupSpace) + (groups[2] ?? '').replace('.', ',');
}

/** Of an amount: what has a unit is no version. */
function frenchDecimals(text: string): string {
  return englishDecimal.test(text) ? text.replace('.', ',') : frenchNumber(text);
}
