import type { AlignOptions, WordAlignment, WordPair } from './bulkAligner';
import type { BulkOptions, BulkResults, BulkTranslation } from './bulkTranslator';
import type { TranslationEngine } from './engine';

/** Is told, now and then, how many more items are done. */
export type Advance = (items: number) => void;

/** An engine that also takes many sentences at once, as files have them; for the shell, not for the panel. */
export interface BulkEngine extends TranslationEngine {
  /** @throws EngineError if the model cannot be used at all; what is wrong with a text is in its result. */
  translateAll(
    model: string,
    texts: readonly string[],
    options: BulkOptions,
    advance?: Advance,
  ): Promise<BulkResults<BulkTranslation>>;
  /**
   * For each pair its alignments by the conventions of the options.
   *
   * @throws EngineError if the model cannot be used at all; what is wrong with a pair is in its result.
   */
  alignAll(
    model: string,
    pairs: readonly WordPair[],
    options: AlignOptions,
    advance?: Advance,
  ): Promise<BulkResults<readonly WordAlignment[]>>;
}
