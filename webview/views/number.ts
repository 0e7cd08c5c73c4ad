import { element } from '../dom';
import { exactNumber, formatNumber } from '../format/numbers';

/** A number to read, with the exact one behind it: in `value` for programs, in the title for people. */
export function numberElement(): HTMLDataElement {
  return element('data', { class: 'number' });
}

export function setNumber(data: HTMLDataElement, value: number, text = formatNumber(value)): void {
  const exact = exactNumber(value);
  if (data.value === exact && data.textContent === text) return;
  data.value = exact;
  data.title = exact;
  data.textContent = text;
}
