import type { ScoreName } from '../attention/scoreName';
import { Emitter, type Disposable } from '../lifecycle';
import type { TranslationEngine, TranslationRequest } from '../model/engine';
import {
  directionLabels,
  familyLabels,
  modelIdOf,
  type Direction,
  type DirectionChoice,
} from '../protocol/direction';
import { asHypothesis } from '../protocol/hypotheses';
import type { ModelChoice, PanelMemory, PanelState, Problem } from '../protocol/panelState';
import type { Family, Translation, TranslationResult } from '../protocol/translation';
import { otherLanguage, problemOf } from './problems';
import { TranslationCache } from './translationCache';
import {
  directionOf,
  memoryOf,
  requestOf,
  viewOf,
  withOrigins,
  type SourceSentence,
  type View,
} from './view';

/** A finished translation with the view that it is the picture of. */
export interface Picture {
  readonly view: View;
  readonly source: SourceSentence;
  /** As the hypothesis that is shown. */
  readonly translation: Translation;
  /** With all hypotheses, to show another one at once. */
  readonly result: TranslationResult;
}

/** What went wrong, with what a person is told about it. */
export interface Failure {
  readonly error: unknown;
  readonly message: string;
}

/** Where one begins to look at something new: at the best hypothesis, all of it. */
const first = { hypothesis: 0, position: null } as const;

/**
 * The truth about the panel: what is asked for, what is shown, what is on its way. One thing is computed at a
 * time; a newer wish supersedes and aborts an older one, whose answer is not looked at any more. Methods that
 * translate resolve when nothing more will come of them, and never reject: failures are in `state.error`, and
 * `onDidFail` tells of them.
 */
export class PanelController implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly failed = new Emitter<Failure>();
  private readonly cache = new TranslationCache();
  private readonly loadedModels = new Set<string>();
  private models: readonly ModelChoice[] = [];
  private asked: View;
  private shown: Picture | null = null;
  private job: AbortController | null = null;
  private lookingAhead: AbortController | null = null;
  private busy: string | null = null;
  private error: Problem | null = null;

  readonly onDidChange = this.changed.event;
  readonly onDidFail = this.failed.event;

  constructor(
    private readonly engine: TranslationEngine,
    {
      direction,
      family,
      score,
      beam = 1,
    }: Pick<View, 'direction' | 'family' | 'score'> & Partial<Pick<View, 'beam'>>,
  ) {
    const nothing = { sentences: [], sentence: 0, position: null };
    this.asked = { direction, family, score, beam, hypothesis: 0, assumed: 'fr-en', ...nothing };
  }

  get state(): PanelState {
    const steps = this.shown?.translation.steps.length ?? 0;
    const used = directionOf(this.asked);
    const source = this.asked.sentences[this.asked.sentence];
    return {
      models: [...this.models],
      direction: this.asked.direction,
      family: this.asked.family,
      score: this.asked.score,
      beam: this.asked.beam,
      used,
      isDetected: this.asked.direction === 'auto' && used !== null && source?.language !== null,
      translation: this.shown?.translation ?? null,
      sentence: this.asked.sentence,
      sentenceCount: this.asked.sentences.length,
      position: Math.min(this.shown?.view.position ?? steps, steps),
      busy: this.busy,
      error: this.error,
      memory: memoryOf(this.asked),
    };
  }

  /** What is drawn; null while nothing is. */
  get picture(): Picture | null {
    return this.shown;
  }

  /** The bundles at hand; asks the engine until it has answered once. */
  async loadModels(): Promise<readonly ModelChoice[]> {
    if (this.models.length > 0) return this.models;
    try {
      this.models = await this.engine.models();
      this.changed.fire(undefined);
    } catch (error) {
      this.fail(error);
    }
    return this.models;
  }

  get family(): Family {
    return this.asked.family;
  }

  /** The direction of the sentence that was asked for, or what would be assumed of one. */
  get direction(): Direction {
    return directionOf(this.asked) ?? this.asked.assumed;
  }

  /** The model for both; unknown before the models were loaded, or if it is not there. */
  get model(): ModelChoice | undefined {
    return this.models.find(({ id }) => id === modelIdOf(this.direction, this.family));
  }

  /** Translates new sentences; the first is shown. One that does not tell its language goes on as the last one did. */
  translate(sentences: readonly SourceSentence[]): Promise<void> {
    const assumed = this.direction;
    return this.ask({ ...this.asked, ...first, assumed, sentences, sentence: 0 });
  }

  async changeScore(score: ScoreName): Promise<void> {
    if (score !== this.asked.score || this.error !== null)
      await this.ask({ ...this.asked, score, hypothesis: 0 });
  }

  async changeDirection(direction: DirectionChoice): Promise<void> {
    if (direction === this.asked.direction && this.error === null) return;
    // The translation is another one, and so are its steps, unless only the reason for the direction changed.
    const asked = { ...this.asked, direction };
    const isSame = directionOf(asked) === directionOf(this.asked);
    await this.ask(isSame ? asked : { ...asked, ...first });
  }

  async changeFamily(family: Family): Promise<void> {
    if (family !== this.asked.family || this.error !== null)
      await this.ask({ ...this.asked, family, hypothesis: 0 });
  }

  /** @param beam how many hypotheses are kept side by side; 1 for greedy decoding */
  async changeBeam(beam: number): Promise<void> {
    if (beam !== this.asked.beam || this.error !== null) await this.ask({ ...this.asked, beam, ...first });
  }

  /** Shows another hypothesis of the picture, counted from 0; it is there already. */
  showHypothesis(hypothesis: number): void {
    if (this.shown?.result.beam?.hypotheses[hypothesis] === undefined) return;
    const { source, result, view } = this.shown;
    const translation = asHypothesis(result, hypothesis);
    this.shown = { source, result, view: { ...view, hypothesis }, translation };
    // While something else is on its way, that is what is asked for.
    if (this.job === null) this.asked = { ...this.asked, hypothesis };
    this.changed.fire(undefined);
  }

  async showSentence(sentence: number): Promise<void> {
    if (sentence === this.asked.sentence || this.asked.sentences[sentence] === undefined) return;
    await this.ask({ ...this.asked, sentence, ...first });
  }

  async showNeighbour(distance: 1 | -1): Promise<void> {
    await this.showSentence(this.asked.sentence + distance);
  }

  /**
   * A sentence's translation, from what is known or from the engine; what is shown stays as it is. Of a beam it is the
   * hypothesis that is shown of the view's own sentence, and the best one of any other.
   */
  async translationOf(view: View, sentence: number, signal: AbortSignal): Promise<Translation> {
    const request = requestOf({ ...view, sentence });
    if (request === null) throw otherLanguage(view.sentences[sentence]?.language ?? null);
    const known = this.cache.get(request);
    const result = known ?? (await this.engine.translate(request, signal));
    if (known === undefined) this.cache.set(request, result);
    return asHypothesis(result, sentence === view.sentence ? view.hypothesis : 0);
  }

  /** Shows that many produced tokens of the translation. */
  moveTo(position: number): void {
    if (this.shown === null) return;
    const steps = this.shown.translation.steps.length;
    const kept = position >= steps ? null : Math.max(0, Math.trunc(position));
    const isSameSentence = this.asked.sentences[this.asked.sentence]?.text === this.shown.source.text;
    this.shown = { ...this.shown, view: { ...this.shown.view, position: kept } };
    if (isSameSentence) this.asked = { ...this.asked, position: kept };
    this.changed.fire(undefined);
  }

  step(distance: 1 | -1): void {
    this.moveTo(this.state.position + distance);
  }

  /** Shows again what a reloaded page remembers, unless there is something newer to show. */
  async restore(memory: PanelMemory): Promise<void> {
    if (this.asked.sentences.length === 0) await this.ask(viewOf(memory));
  }

  /** Stops the work; everything is again as the picture shows it. */
  cancel(): void {
    if (this.job === null) return;
    this.abort('Cancelled.');
    this.asked = this.shown?.view ?? { ...this.asked, sentences: [], sentence: 0, position: null };
    this.changed.fire(undefined);
  }

  retry(): Promise<void> {
    return this.ask(this.asked);
  }

  /** What was computed is not to be relied on any more: the engine was exchanged. */
  async startAgain(): Promise<void> {
    this.cache.clear();
    this.loadedModels.clear();
    await this.retry();
  }

  /** Says where the sentences stand now. Tells nobody: nothing that is drawn depends on it. */
  moveOrigins(move: (sentence: SourceSentence) => SourceSentence['origin']): void {
    const wasShown = this.shown?.view === this.asked;
    this.asked = withOrigins(this.asked, move);
    if (this.shown === null) return;
    const view = wasShown ? this.asked : withOrigins(this.shown.view, move);
    this.shown = { ...this.shown, view, source: view.sentences[view.sentence] ?? this.shown.source };
  }

  dispose(): void {
    this.abort('The extension stops.');
    this.changed.dispose();
    this.failed.dispose();
  }

  private async ask(view: View): Promise<void> {
    this.abort('Superseded by a newer request.');
    this.asked = view;
    this.error = null;
    const request = requestOf(view);
    const known = request === null ? undefined : this.cache.get(request);
    const source = view.sentences[view.sentence];
    if (request === null && source === undefined) this.changed.fire(undefined);
    else if (request === null) this.giveUp(otherLanguage(source?.language ?? null));
    else if (known !== undefined) this.show(view, known);
    else await this.compute(request);
  }

  private async compute(request: TranslationRequest): Promise<void> {
    const job = new AbortController();
    this.job = job;
    this.busy = this.describe(request.model);
    this.changed.fire(undefined);
    try {
      const translation = await this.engine.translate(request, job.signal);
      if (this.job !== job) return;
      this.job = null;
      this.loadedModels.add(request.model);
      this.cache.set(request, translation);
      this.show(this.asked, translation);
    } catch (error) {
      if (this.job !== job) return;
      this.job = null;
      this.giveUp(error);
    }
  }

  /** There is no translation of what was asked for, and the picture of something else would be taken for it. */
  private giveUp(error: unknown): void {
    this.shown = null;
    this.fail(error);
  }

  private show(view: View, result: TranslationResult): void {
    const source = view.sentences[view.sentence];
    if (source === undefined) return;
    const { position } = view;
    const translation = asHypothesis(result, view.hypothesis);
    this.asked = {
      ...view,
      hypothesis: translation.beam?.shown ?? 0,
      position: position !== null && position >= translation.steps.length ? null : position,
    };
    this.shown = { view: this.asked, source, translation, result };
    this.busy = null;
    this.changed.fire(undefined);
    void this.lookAhead(view);
  }

  /** Translates the sentence that is likely to be asked for next. What goes wrong is told when it is. */
  private async lookAhead(view: View): Promise<void> {
    const request = requestOf({ ...view, sentence: view.sentence + 1 });
    if (request === null || this.cache.get(request) !== undefined) return;
    const job = new AbortController();
    this.lookingAhead = job;
    try {
      const translation = await this.engine.translate(request, job.signal);
      if (this.lookingAhead === job) this.cache.set(request, translation);
    } catch {
      // Asked for in earnest, it will fail again, and be told.
    }
  }

  private abort(why: string): void {
    const reason = new DOMException(why, 'AbortError');
    this.job?.abort(reason);
    this.lookingAhead?.abort(reason);
    this.job = null;
    this.lookingAhead = null;
    this.busy = null;
  }

  private fail(error: unknown): void {
    this.busy = null;
    this.error = problemOf(error);
    this.changed.fire(undefined);
    this.failed.fire({ error, message: this.error.message });
  }

  private describe(model: string): string {
    if (this.loadedModels.has(model)) return 'Translating…';
    const name = `${directionLabels[this.direction]} (${familyLabels[this.family]})`;
    return `Loading the model “${name}” and translating…`;
  }
}
