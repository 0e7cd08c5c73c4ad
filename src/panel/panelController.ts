import type { ScoreName } from '../attention/scoreName';
import { Emitter, type Disposable } from '../lifecycle';
import type { TranslationEngine, TranslationRequest } from '../model/engine';
import { EngineError } from '../model/engineError';
import type { ModelChoice, PanelMemory, PanelState } from '../protocol/panelState';
import type { Translation } from '../protocol/translation';
import { TranslationCache } from './translationCache';
import { memoryOf, requestOf, viewOf, withOrigins, type SourceSentence, type View } from './view';

/** A finished translation with the view that it is the picture of. */
export interface Picture {
  readonly view: View;
  readonly source: SourceSentence;
  readonly translation: Translation;
}

/** What went wrong, with what a person is told about it. */
export interface Failure {
  readonly error: unknown;
  readonly message: string;
}

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
  private error: string | null = null;

  readonly onDidChange = this.changed.event;
  readonly onDidFail = this.failed.event;

  constructor(
    private readonly engine: TranslationEngine,
    defaults: { readonly model: string; readonly score: ScoreName },
  ) {
    this.asked = { ...defaults, sentences: [], sentence: 0, position: null };
  }

  get state(): PanelState {
    const steps = this.shown?.translation.steps.length ?? 0;
    return {
      models: [...this.models],
      model: this.asked.model,
      score: this.asked.score,
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

  /** Translates new sentences; the first is shown. */
  translate(sentences: readonly SourceSentence[]): Promise<void> {
    return this.ask({ ...this.asked, sentences, sentence: 0, position: null });
  }

  async changeScore(score: ScoreName): Promise<void> {
    if (score !== this.asked.score || this.error !== null) await this.ask({ ...this.asked, score });
  }

  async changeModel(model: string): Promise<void> {
    if (model !== this.asked.model || this.error !== null) await this.ask({ ...this.asked, model });
  }

  async showSentence(sentence: number): Promise<void> {
    if (sentence === this.asked.sentence || this.asked.sentences[sentence] === undefined) return;
    await this.ask({ ...this.asked, sentence, position: null });
  }

  async showNeighbour(distance: 1 | -1): Promise<void> {
    await this.showSentence(this.asked.sentence + distance);
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
    if (request === null) this.changed.fire(undefined);
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
      // The picture of something else would be taken for the answer.
      this.shown = null;
      this.fail(error);
    }
  }

  private show(view: View, translation: Translation): void {
    const source = view.sentences[view.sentence];
    if (source === undefined) return;
    const { position } = view;
    this.asked = {
      ...view,
      position: position !== null && position >= translation.steps.length ? null : position,
    };
    this.shown = { view: this.asked, source, translation };
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
    const message = messageOf(error);
    this.error = message;
    this.changed.fire(undefined);
    this.failed.fire({ error, message });
  }

  private describe(model: string): string {
    if (this.loadedModels.has(model)) return 'Translating…';
    const name = this.models.find(({ id }) => id === model)?.name ?? model;
    return `Loading the model “${name}” and translating…`;
  }
}

/** What a person is told: engine errors say it themselves, others are surprises. */
function messageOf(error: unknown): string {
  if (error instanceof EngineError) return error.message;
  const what = error instanceof Error ? error.message : String(error);
  return `The translation failed unexpectedly: ${what}`;
}
