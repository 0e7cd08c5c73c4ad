import type { TranslationEngine, TranslationRequest } from '../model/engine';
import type { ModelChoice } from '../protocol/panelState';
import type { TranslationResult } from '../protocol/translation';

/** Makes the engine when it is first needed, so that activation costs nothing, and anew after it was disposed. */
export class RestartableEngine implements TranslationEngine {
  private engine: TranslationEngine | null = null;

  constructor(private readonly create: () => TranslationEngine) {}

  get hasStarted(): boolean {
    return this.engine !== null;
  }

  async models(): Promise<readonly ModelChoice[]> {
    return this.start().models();
  }

  async translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult> {
    return this.start().translate(request, signal);
  }

  /** Lets go of the engine; the next request makes another. */
  async dispose(): Promise<void> {
    const { engine } = this;
    this.engine = null;
    await engine?.dispose();
  }

  private start(): TranslationEngine {
    this.engine ??= this.create();
    return this.engine;
  }
}
