import type { PageState } from '../state/pageState';
import type { View } from './view';

/** Another sentence is read from its beginning; the same one, computed in another way, stays where the eye is. */
export class TopOfPage implements View {
  private sourceText: string | null = null;

  constructor(readonly element: HTMLElement) {}

  update({ panel }: PageState): void {
    const sourceText = panel?.translation?.sourceText ?? null;
    if (sourceText === this.sourceText) return;
    this.sourceText = sourceText;
    this.element.ownerDocument.scrollingElement?.scrollTo({ top: 0, behavior: 'instant' });
  }
}
