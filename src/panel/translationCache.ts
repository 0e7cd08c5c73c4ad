import type { TranslationRequest } from '../model/engine';
import type { TranslationResult } from '../protocol/translation';

/** Finished translations by sentence, model, score function and beam; forgets those unused for longest. */
export class TranslationCache {
  /** In the order of their last use. */
  private readonly translations = new Map<string, TranslationResult>();

  constructor(private readonly capacity = 600) {}

  get(request: TranslationRequest): TranslationResult | undefined {
    const key = keyOf(request);
    const translation = this.translations.get(key);
    if (translation !== undefined) {
      this.translations.delete(key);
      this.translations.set(key, translation);
    }
    return translation;
  }

  set(request: TranslationRequest, translation: TranslationResult): void {
    this.translations.set(keyOf(request), translation);
    const [oldest] = this.translations.keys();
    if (this.translations.size > this.capacity && oldest !== undefined) this.translations.delete(oldest);
  }

  clear(): void {
    this.translations.clear();
  }
}

function keyOf({ model, score, text, beam }: TranslationRequest): string {
  const { width, lengthPenalty } = beam ?? { width: 1, lengthPenalty: 0 };
  // One hypothesis needs no ranking.
  return JSON.stringify([model, score, text, width, width === 1 ? 0 : lengthPenalty]);
}
