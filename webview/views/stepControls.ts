import { element, setText } from '../dom';
import { targetName } from '../format/describe';
import type { PageState } from '../state/pageState';
import { effectivePosition } from '../state/selectors';
import { iconButton } from './toolbar';
import type { Intents, View } from './view';

/** Walks through decoding one token at a time: buttons, a slider to drag, and two keys. */
export class StepControls implements View {
  readonly element = element('div', { class: 'steps', role: 'group', 'aria-label': 'Decoding steps' });
  private readonly first = iconButton('first', 'To the first step (<)', () => {
    this.moveTo(0);
  });
  private readonly back = iconButton('back', 'One step back (,)', () => {
    this.moveBy(-1);
  });
  private readonly forward = iconButton('forward', 'One step forward (.)', () => {
    this.moveBy(1);
  });
  private readonly end = iconButton('end', 'To the end (>)', () => {
    this.moveTo(this.count);
  });
  private readonly slider = element('input', { type: 'range', min: '0', step: '1', 'aria-label': 'Step' });
  private readonly text = element('span', { class: 'position' });
  private readonly announcer = element('span', { class: 'sr-only', 'aria-live': 'polite' });
  private state: PageState | null = null;

  constructor(private readonly intents: Intents) {
    this.slider.addEventListener('input', () => {
      this.moveTo(this.slider.valueAsNumber);
    });
    this.element.append(
      this.first,
      this.back,
      this.slider,
      this.forward,
      this.end,
      this.text,
      this.announcer,
    );
  }

  update(state: PageState): void {
    this.state = state;
    const { panel } = state;
    const translation = panel?.translation ?? null;
    this.element.hidden = translation === null;
    if (panel === null || translation === null) return;
    const at = effectivePosition(state);
    this.slider.max = String(this.count);
    this.slider.valueAsNumber = at;
    const produced = panel.position > 0 ? `: ${targetName(translation, panel.position - 1)}` : '';
    const words = `step ${panel.position} of ${this.count}${produced}`;
    this.slider.setAttribute('aria-valuetext', words);
    setText(this.announcer, words);
    setText(this.text, `Step ${panel.position} of ${this.count}`);
    // A button that has the focus and is disabled would lose it: aria-disabled keeps it.
    for (const button of [this.first, this.back]) button.setAttribute('aria-disabled', String(at <= 0));
    for (const button of [this.forward, this.end]) {
      button.setAttribute('aria-disabled', String(at >= this.count));
    }
  }

  /** The keys of the whole page; not while a control that takes text or choices has the focus. */
  pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || this.element.hidden) return;
    if (event.target instanceof Element && event.target.matches('select, input, textarea')) return;
    if (event.key === ',') this.moveBy(-1);
    else if (event.key === '.') this.moveBy(1);
    else if (event.key === '<') this.moveTo(0);
    else if (event.key === '>') this.moveTo(this.count);
  }

  private get count(): number {
    return this.state?.panel?.translation?.steps.length ?? 0;
  }

  private moveBy(by: number): void {
    if (this.state !== null) this.moveTo(effectivePosition(this.state) + by);
  }

  private moveTo(position: number): void {
    if (this.state === null || position < 0 || position > this.count) return;
    if (position === effectivePosition(this.state)) return;
    this.intents.dispatch({ type: 'requested', position });
    this.intents.post({ type: 'moveTo', position });
  }
}
