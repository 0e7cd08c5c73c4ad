import type { ScoreName } from '../attention/scoreName';
import type { BeamRequest } from '../protocol/beam';
import type { ModelChoice } from '../protocol/panelState';
import type { TranslationResult } from '../protocol/translation';

export interface TranslationRequest {
  readonly model: string;
  readonly score: ScoreName;
  /** One sentence. */
  readonly text: string;
  /** How a beam is searched; without it, or with a width of 1, decoding is greedy. */
  readonly beam?: BeamRequest;
}

/**
 * What the commands, the panel and the shell need of the models. Implemented over a worker thread (Node), in
 * place (web worker host) and directly (shell).
 */
export interface TranslationEngine {
  /** The bundles at hand, from their manifests alone: no model is loaded. */
  models(): Promise<readonly ModelChoice[]>;
  /**
   * Translates one sentence, greedily or with a beam. The first call for a model loads it.
   *
   * @throws EngineError; the signal's reason if it was aborted.
   */
  translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult>;
  dispose(): Promise<void>;
}
