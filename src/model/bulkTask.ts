import type { AlignOptions, WordAlignment, WordPair } from './bulkAligner';
import type { BulkEngine } from './bulkEngine';
import type { BulkOptions, BulkResults, BulkTranslation } from './bulkTranslator';

/** A part of a larger piece of work, as one thread does it. */
export type BulkTask =
  | {
      readonly kind: 'translate';
      readonly model: string;
      readonly items: readonly string[];
      readonly options: BulkOptions;
    }
  | {
      readonly kind: 'align';
      readonly model: string;
      readonly items: readonly WordPair[];
      readonly options: AlignOptions;
    };

/** What came of a task, by its kind. */
export type BulkOutcome =
  | { readonly kind: 'translate'; readonly results: BulkResults<BulkTranslation> }
  | { readonly kind: 'align'; readonly results: BulkResults<readonly WordAlignment[]> };

/** @throws EngineError if the model cannot be used at all */
export async function perform(task: BulkTask, engine: BulkEngine): Promise<BulkOutcome> {
  switch (task.kind) {
    case 'translate':
      return { kind: task.kind, results: await engine.translateAll(task.model, task.items, task.options) };
    case 'align':
      return { kind: task.kind, results: await engine.alignAll(task.model, task.items, task.options) };
  }
}
