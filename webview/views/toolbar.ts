import { scoreDescriptions } from '../../src/attention/describeScore';
import { isScoreName } from '../../src/attention/scoreName';
import { beamLabel, beamWidths } from '../../src/protocol/beam';
import { isDirectionChoice, isFamily, reverse } from '../../src/protocol/direction';
import type { PanelState } from '../../src/protocol/panelState';
import { element, setAttribute, setText } from '../dom';
import { directionChoicesOf, familyChoicesOf, isInstalled, modelOf, swapTitle } from '../format/models';
import { icon, type IconName } from '../icons';
import type { PageState } from '../state/pageState';
import { Select, type Choice } from './select';
import type { Intents, View } from './view';

/** Which direction, which decoder family, which score function, how wide a beam, which sentence. */
export class Toolbar implements View {
  readonly element = element('header', { class: 'toolbar' });
  private readonly direction: Select;
  private readonly swap: HTMLButtonElement;
  private readonly family: Select;
  private readonly score: Select;
  private readonly beam: Select;
  private readonly walker = element('div', { class: 'walker', role: 'group', 'aria-label': 'Sentences' });
  private readonly numbers = element('span');
  private readonly count = element(
    'span',
    { class: 'count', 'aria-live': 'polite' },
    element('span', { class: 'count-word' }, 'Sentence '),
    this.numbers,
  );
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private sentence = 0;
  private used: PanelState['used'] = null;

  constructor({ post }: Intents) {
    this.direction = new Select('direction', 'Direction', (direction) => {
      if (isDirectionChoice(direction)) post({ type: 'changeDirection', direction });
    });
    this.direction.element.classList.add('field-direction');
    this.swap = iconButton('swap', 'Swap direction', () => {
      if (this.used !== null) post({ type: 'changeDirection', direction: reverse(this.used) });
    });
    this.direction.element.append(this.swap);
    this.family = new Select('family', 'Decoder', (family) => {
      if (isFamily(family)) post({ type: 'changeFamily', family });
    });
    this.score = new Select('score', 'Score function', (score) => {
      if (isScoreName(score)) post({ type: 'changeScore', score });
    });
    this.beam = new Select('beam', 'Search', (beam) => {
      post({ type: 'changeBeam', beam: Number(beam) });
    });
    const walk = (by: number) => () => {
      post({ type: 'showSentence', sentence: this.sentence + by });
    };
    this.previous = iconButton('previous', 'Previous sentence', walk(-1));
    this.next = iconButton('next', 'Next sentence', walk(1));
    this.walker.append(this.previous, this.count, this.next);
    this.element.append(
      this.direction.element,
      this.family.element,
      this.score.element,
      this.beam.element,
      this.walker,
    );
  }

  update({ panel }: PageState): void {
    this.element.hidden = panel === null;
    if (panel === null) return;
    this.used = panel.used;
    this.direction.update(directionChoicesOf(panel), panel.direction);
    this.swap.disabled = panel.used === null || !isInstalled(panel, reverse(panel.used));
    const title = swapTitle(panel);
    setAttribute(this.swap, 'title', title);
    setAttribute(this.swap, 'aria-label', title);
    this.family.update(familyChoicesOf(panel), panel.family);
    this.score.update(scoreChoices(panel), panel.score);
    this.beam.update(beamChoices, String(panel.beam));
    this.sentence = panel.sentence;
    this.walker.hidden = panel.sentenceCount < 2;
    setText(this.numbers, `${panel.sentence + 1} of ${panel.sentenceCount}`);
    this.previous.disabled = panel.sentence <= 0;
    this.next.disabled = panel.sentence + 1 >= panel.sentenceCount;
  }
}

const beamChoices: readonly Choice[] = beamWidths.map((width) => ({
  value: String(width),
  label: beamLabel(width),
  title:
    width === 1
      ? 'At every step the most probable token.'
      : `Beam search: ${width} hypotheses are kept side by side, and listed.`,
}));

/** Only what the model was trained with is offered. */
function scoreChoices(panel: PanelState): Choice[] {
  const scores = modelOf(panel)?.scores ?? [];
  return scores.map((score) => ({
    value: score,
    label: scoreDescriptions[score].label,
    title: scoreDescriptions[score].summary,
  }));
}

export function iconButton(name: IconName, label: string, pressed: () => void): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: 'icon-button',
    title: label,
    'aria-label': label,
  });
  button.append(icon(name));
  button.addEventListener('click', pressed);
  return button;
}
