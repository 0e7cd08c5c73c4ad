import * as v from 'valibot';
import { beamRequest } from '../protocol/beam';
import { modelChoice } from '../protocol/panelState';
import { scoreName, translationResultSchema } from '../protocol/translation';
import { runtimeChoices } from '../runtime/runtime';
import { engineErrorCodes } from './engineError';

/** What a worker is started with. */
export const workerSetup = v.object({
  /** The folder that holds the bundles. */
  models: v.string(),
  runtime: v.picklist(runtimeChoices),
  /** The folder of built code, where the runtimes are. */
  dist: v.string(),
});

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Engine to worker. */
export const workerRequest = v.variant('type', [
  v.object({ type: v.literal('models'), id }),
  v.object({
    type: v.literal('translate'),
    id,
    model: v.string(),
    score: scoreName,
    text: v.string(),
    beam: v.exactOptional(beamRequest),
  }),
  /** Stop the translation with this id, between two decoder steps; it is answered as cancelled. */
  v.object({ type: v.literal('cancel'), id }),
  /** Release everything and end. */
  v.object({ type: v.literal('close') }),
]);

const failure = v.object({
  code: v.picklist([...engineErrorCodes, 'cancelled'] as const),
  message: v.string(),
});

/** Worker to engine: every request but `cancel` and `close` gets one. */
export const workerReply = v.union([
  v.object({ id, models: v.array(modelChoice) }),
  v.object({ id, translation: translationResultSchema }),
  v.object({ id, error: failure }),
]);

export type WorkerSetup = v.InferOutput<typeof workerSetup>;
export type WorkerRequest = v.InferOutput<typeof workerRequest>;
export type WorkerReply = v.InferOutput<typeof workerReply>;
export type WorkerFailure = v.InferOutput<typeof failure>;
