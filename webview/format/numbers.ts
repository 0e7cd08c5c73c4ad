const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A number with at least `digits` significant digits, in plain notation where that is short. Rounding never turns a
 * number below 1 into 1: a weight of 0.99998 is not all of the attention.
 */
export function formatNumber(value: number, digits = 4): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  let text = round(size, digits);
  for (let more = digits + 1; size < 1 && Number(text) >= 1 && more <= 17; more++) text = round(size, more);
  return (value < 0 ? '−' : '') + withPowerOfTen(text);
}

/** The number exactly as it was received; what is copied and shown on resting the pointer. */
export function exactNumber(value: number): string {
  return String(value);
}

/** A probability in percent, three significant digits. */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  if (percent > 0 && percent < 0.01) return '<0.01 %';
  return `${formatNumber(percent, 3)} %`;
}

/** Two decimals for inside a cell, without the zero that all weights begin with. */
export function formatCell(weight: number): string {
  const text = weight.toFixed(2);
  return text.startsWith('0') ? text.slice(1) : text;
}

function round(size: number, digits: number): string {
  if (size < 1e-4) return size.toExponential(digits - 1);
  if (size >= 10 ** digits) return size < 1e9 ? size.toFixed(0) : size.toExponential(digits - 1);
  return size.toPrecision(digits);
}

/** `1.235e-5` as `1.235×10⁻⁵`. */
function withPowerOfTen(text: string): string {
  const [mantissa, exponent] = text.split('e');
  if (mantissa === undefined || exponent === undefined) return text;
  const raised = Array.from(exponent.replace('+', ''), (character) =>
    character === '-' ? '⁻' : (superscripts[Number(character)] ?? ''),
  );
  return `${mantissa}×10${raised.join('')}`;
}
