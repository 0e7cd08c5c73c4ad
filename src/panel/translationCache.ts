import type { TranslationRequest } from '../model/engine';
import type { Translation } from '../protocol/translation';

/** Finished translations by sentence, model and score function; forgets those unused for longest. */
export class TranslationCache {
  /** In the order of their last use. */
  private readonly translations = new Map<string, Translation>();

  constructor(private readonly capacity = 600) {}

  get(request: TranslationRequest): Translation | undefined {
    const key = keyOf(request);
    const translation = this.translations.get(key);
    if (translation !== undefined) {
      this.translations.delete(key);
      this.translations.set(key, translation);
    }
    return translation;
  }

  set(request: TranslationRequest, translation: Translation): void {
    this.translations.set(keyOf(request), translation);
    const [oldest] = this.translations.keys();
    if (this.translations.size > this.capacity && oldest !== undefined) this.translations.delete(oldest);
  }

  clear(): void {
    this.translations.clear();
  }
}

function keyOf({ model, score, text }: TranslationRequest): string {
  return JSON.stringify([model, score, text]);
}
