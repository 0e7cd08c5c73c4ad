import type { Host } from './host';
import type { PageState, Place } from './state/pageState';
import { samePlace } from './state/reduce';
import { ownPlace } from './state/selectors';

/** Tells the host what is lit: only changes, and at most once in an animation frame. */
export class HighlightPost {
  private posted: Place | null = null;
  private current: Place | null = null;
  private scheduled = false;

  constructor(private readonly host: Host) {}

  update(state: PageState): void {
    this.current = ownPlace(state);
    if (this.scheduled || samePlace(this.current, this.posted)) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      if (samePlace(this.current, this.posted)) return;
      this.posted = this.current;
      this.host.post({
        type: 'highlight',
        row: this.current?.row ?? null,
        column: this.current?.column ?? null,
      });
    });
  }
}
