import * as v from 'valibot';
import { beamWidth } from './beam';
import { directionChoices } from './direction';
import { keptMemory } from './panelMemory';
import { panelState } from './panelState';
import { familyName, scoreName } from './translation';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const copyingPhase = v.picklist(['busy', 'done', 'stopped']);

/** Host to page. Nothing is posted before the page has said `ready`. */
export const hostMessage = v.variant('type', [
  v.object({ type: v.literal('show'), state: panelState }),
  /** The cursor in the text editor is on a source token; null when it is on none. */
  v.object({ type: v.literal('point'), column: v.nullable(count) }),
  /** Copying the translation has begun, is done, or was given up. */
  v.object({ type: v.literal('copying'), phase: copyingPhase }),
]);

/** Page to host: what the person wants. */
export const pageMessage = v.variant('type', [
  /** The page listens. After a reload `memory` is what it remembers, unchecked until it is validated here. */
  v.object({ type: v.literal('ready'), memory: v.nullable(keptMemory) }),
  v.object({ type: v.literal('changeScore'), score: scoreName }),
  v.object({ type: v.literal('changeDirection'), direction: v.picklist(directionChoices) }),
  v.object({ type: v.literal('changeFamily'), family: familyName }),
  v.object({ type: v.literal('changeBeam'), beam: beamWidth }),
  /** Show that one of the hypotheses of a beam, counted from 0. */
  v.object({ type: v.literal('showHypothesis'), hypothesis: count }),
  v.object({ type: v.literal('showSentence'), sentence: count }),
  /** Show that many produced tokens. */
  v.object({ type: v.literal('moveTo'), position: count }),
  /**
   * What is hovered or focused: a cell, a row (produced token) or a column (source token). The text editor
   * shades the source words by the row's weights, or marks the column's word.
   */
  v.object({ type: v.literal('highlight'), row: v.nullable(count), column: v.nullable(count) }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('retry') }),
  /** The button of the empty state. */
  v.object({ type: v.literal('translateSelection') }),
  /** Copy the translation of all sentences. */
  v.object({ type: v.literal('copyTranslation') }),
  /** The page failed; shown and logged by the host. */
  v.object({ type: v.literal('failed'), message: v.string() }),
]);

export type CopyingPhase = v.InferOutput<typeof copyingPhase>;
export type HostMessage = v.InferOutput<typeof hostMessage>;
export type PageMessage = v.InferOutput<typeof pageMessage>;

/** The message, or null if it is not one: both sides drop what they do not understand. */
export function parseHostMessage(value: unknown): HostMessage | null {
  const result = v.safeParse(hostMessage, value);
  return result.success ? result.output : null;
}

/** The message, or null if it is not one. */
export function parsePageMessage(value: unknown): PageMessage | null {
  const result = v.safeParse(pageMessage, value);
  return result.success ? result.output : null;
}
