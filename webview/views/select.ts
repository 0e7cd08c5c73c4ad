import { element, setAttribute, setText } from '../dom';

/** A choice of a select. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly title?: string;
  readonly isDisabled?: boolean;
}

/** A labelled native select: the platform's own keyboard, screen reader support and popup. */
export class Select {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private choices = '';

  constructor(id: string, label: string, chosen: (value: string) => void) {
    this.select = element('select', { id });
    this.select.addEventListener('change', () => {
      chosen(this.select.value);
    });
    this.element = element(
      'div',
      { class: 'field' },
      element('label', { for: id }, label),
      element('span', { class: 'select' }, this.select),
    );
  }

  update(choices: readonly Choice[], value: string): void {
    const key = JSON.stringify(choices);
    if (key !== this.choices) {
      this.choices = key;
      this.select.replaceChildren(
        ...choices.map((choice) => {
          const option = element('option', { value: choice.value });
          setText(option, choice.label);
          setAttribute(option, 'title', choice.title ?? null);
          option.disabled = choice.isDisabled === true;
          return option;
        }),
      );
    }
    this.select.value = value;
    this.select.disabled = choices.length === 0;
    setAttribute(this.select, 'title', choices.find((choice) => choice.value === value)?.title ?? null);
  }
}
