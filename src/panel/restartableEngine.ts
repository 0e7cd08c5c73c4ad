import type { TranslationEngine, TranslationRequest } from '../model/engine';
import type { ModelChoice } from '../protocol/panelState';
import type { Translation } from '../protocol/translation';

/** Makes the engine when it is first needed, so that activation costs nothing, and anew after a restart. */
export class RestartableEngine implements TranslationEngine {
  private engine: Promise<TranslationEngine> | null = null;

  constructor(private readonly create: () => TranslationEngine | Promise<TranslationEngine>) {}

  get hasStarted(): boolean {
    return this.engine !== null;
  }

  async models(): Promise<readonly ModelChoice[]> {
    return (await this.start()).models();
  }

  async translate(request: TranslationRequest, signal: AbortSignal): Promise<Translation> {
    const engine = await this.start();
    signal.throwIfAborted();
    return engine.translate(request, signal);
  }

  /** Lets go of the engine; the next request makes another. */
  async dispose(): Promise<void> {
    const engine = this.engine;
    this.engine = null;
    // One that could not be made has already said so to whoever asked for it.
    await engine?.then(
      (made) => made.dispose(),
      () => undefined,
    );
  }

  private start(): Promise<TranslationEngine> {
    if (this.engine !== null) return this.engine;
    const engine = Promise.resolve().then(this.create);
    this.engine = engine;
    engine.catch(() => {
      if (this.engine === engine) this.engine = null;
    });
    return engine;
  }
}
