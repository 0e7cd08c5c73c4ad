/**
 * Amounts with their unit or currency, and times of day: they are carried over as one, because a number without its
 * sign says little and a model that has seldom seen the sign makes a word of it. Their patterns for
 * `technicalSpans`, and how the other language writes them.
 */

/** A blank that belongs to a number in print. */
const blank = String.raw`[ \u00a0\u202f]?`;
/** `2 500`, `1,234.50`, `12,5`. */
const number = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d{1,10})?|\d{1,12}(?:[.,]\d{1,10}){0,4})`;
const currency = '[€$£¥]';
/** The longest first where one begins with another. */
const unit =
  '°[CF]|km/h|km²|kWh|[kMG]?Hz|[kMG]W|[kM]?[€$£]|[KMGT]i?B|[KMG]o|mph|min|km|cm|mm|ml|cl|kg|mg|ft|lb|oz|ha|m²|m³|mi|[mglLhVW€$£¥]';
/** Not within a word, nor before an elision: `les 3 m'ont vu`. */
const end = String.raw`(?![\p{L}\p{M}\p{N}_'’²³])`;

/** Patterns, to be anchored where they are tried. */
export const amountPatterns: readonly string[] = [
  // An English time; its last full stop is the sentence's, unless the sentence goes on.
  String.raw`\d{1,2}(?::\d{2})?${blank}[ap](?:m${end}|\.m(?:\.(?=[,;:)]|\s+\p{Ll}))?${end})`,
  // A French time.
  String.raw`\d{1,2}${blank}h${blank}\d{2}(?![\p{L}\p{N}_])`,
  String.raw`${currency}${blank}${number}[kM]?${end}`,
  // `90 s` are seconds, `the 90s` are not.
  String.raw`${number}(?:${blank}(?:${unit})|[ \u00a0\u202f]s)${end}`,
];

const englishTime = /^(\d{1,2})(?::(\d{2}))?[ \u00a0\u202f]?([ap])\.?m\.?$/;
const frenchTime = /^(\d{1,2})[ \u00a0\u202f]?h[ \u00a0\u202f]?(\d{2})$/;
const measured = new RegExp(`^(${number})(${blank})(${unit}|s)$`, 'u');
const priced = new RegExp(`^(${currency})${blank}(${number})([kM]?)$`, 'u');
const money = /^([kM]?)([€$£¥])$/;
/** French counts octets, English bytes. */
const bytes: ReadonlyMap<string, string> = new Map([
  ['Ko', 'KB'],
  ['Mo', 'MB'],
  ['Go', 'GB'],
]);

/**
 * An amount or a time as English writes it, from French: `12,50 €` is `€12.50`, `19 h 30` is `19:30`. Null for what is
 * neither.
 *
 * @param numberOf the number alone, in English
 */
export function englishAmount(text: string, numberOf: (number: string) => string): string | null {
  if (frenchTime.test(text)) return text.replace(frenchTime, '$1:$2');
  const [, value = '', space = '', sign = ''] = measured.exec(text) ?? [];
  if (value === '') return null;
  const [, scale = '', symbol = ''] = money.exec(sign) ?? [];
  if (symbol !== '') return symbol + numberOf(value) + scale;
  return numberOf(value) + space + (bytes.get(sign) ?? sign);
}

/** The same in French, from English: `€12.50` is `12,50 €`, `7:30 pm` is `19 h 30`. */
export function frenchAmount(text: string, numberOf: (number: string) => string): string | null {
  const [, hour = '', minutes, half] = englishTime.exec(text) ?? [];
  if (half !== undefined) return frenchClock(Number(hour), minutes, half) ?? text;
  const [, symbol = '', price = '', scale = ''] = priced.exec(text) ?? [];
  if (symbol !== '') return `${numberOf(price)}\u00a0${scale}${symbol}`;
  const [, value = '', space = '', sign = ''] = measured.exec(text) ?? [];
  if (value === '') return null;
  const french = [...bytes].find(([, english]) => english === sign)?.[0] ?? sign;
  return numberOf(value) + (space === ' ' ? '\u00a0' : space) + french;
}

/** Null where there is no such hour. */
function frenchClock(hour: number, minutes: string | undefined, half: string): string | null {
  if (hour < 1 || hour > 12) return null;
  const h = (hour % 12) + (half === 'p' ? 12 : 0);
  return minutes === undefined ? `${h}\u00a0h` : `${h}\u00a0h\u00a0${minutes}`;
}
