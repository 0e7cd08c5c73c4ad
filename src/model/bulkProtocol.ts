import * as v from 'valibot';
import { runtimeChoices } from '../runtime/runtime';
import type { WordAlignment } from './bulkAligner';
import type { BulkResults, BulkTranslation } from './bulkTranslator';
import type { BulkOutcome, BulkTask } from './bulkTask';
import { EngineError, engineErrorCodes } from './engineError';

/*
 * Messages between the threads that work on one file. Both ends are of one program, and numbers are many: looked at is
 * what kind of thing comes, not each weight.
 */

/** `workerData` of such a thread. */
export const bulkSetup = v.object({
  purpose: v.literal('bulk'),
  /** The folder of models. */
  models: v.string(),
  runtime: v.picklist(runtimeChoices),
  /** The folder of built code. */
  dist: v.string(),
});
export type BulkSetup = v.InferOutput<typeof bulkSetup>;

const task = v.custom<BulkTask>(
  (value) =>
    isRecord(value) &&
    (value['kind'] === 'translate' || value['kind'] === 'align') &&
    Array.isArray(value['items']),
);
export const bulkRequest = v.union([
  v.object({ type: v.literal('task'), task }),
  /** End, whatever was not done. */
  v.object({ type: v.literal('close') }),
]);
export type BulkRequest = v.InferOutput<typeof bulkRequest>;

/** An error on its way between threads; one without a code is nobody's doing but ours. */
const failure = v.object({ code: v.nullable(v.picklist(engineErrorCodes)), message: v.string() });
type Failure = v.InferOutput<typeof failure>;

function settled<T>(value: v.GenericSchema<T>) {
  return v.array(
    v.variant('status', [
      v.object({ status: v.literal('fulfilled'), value }),
      v.object({ status: v.literal('rejected'), reason: failure }),
    ]),
  );
}

/** To a task: all its results, or why there are none. */
export const bulkReply = v.variant('kind', [
  v.object({
    kind: v.literal('translate'),
    results: settled(
      v.custom<BulkTranslation>(
        (value) =>
          isRecord(value) && typeof value['targetText'] === 'string' && Array.isArray(value['steps']),
      ),
    ),
  }),
  v.object({
    kind: v.literal('align'),
    results: settled(
      v.pipe(
        v.array(
          v.custom<WordAlignment>(
            (value) => isRecord(value) && Array.isArray(value['links']) && Array.isArray(value['rows']),
          ),
        ),
        v.readonly(),
      ),
    ),
  }),
  v.object({ kind: v.literal('failed'), failure }),
]);
export type BulkReply = v.InferOutput<typeof bulkReply>;

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  return { code: null, message: error instanceof Error ? error.message : String(error) };
}

export function errorOf({ code, message }: Failure): Error {
  return code === null ? new Error(message) : new EngineError(code, message);
}

/** @throws what the reply says went wrong with the whole task */
export function outcomeOf(reply: BulkReply): BulkOutcome {
  switch (reply.kind) {
    case 'translate':
      return { kind: reply.kind, results: reply.results.map(resultOf) };
    case 'align':
      return { kind: reply.kind, results: reply.results.map(resultOf) };
    case 'failed':
      throw errorOf(reply.failure);
  }
}

export function replyOf(outcome: BulkOutcome): BulkReply {
  switch (outcome.kind) {
    case 'translate':
      return { kind: outcome.kind, results: outcome.results.map(sent) };
    case 'align':
      return { kind: outcome.kind, results: outcome.results.map(sent) };
  }
}

type Sent<T> =
  | { readonly status: 'fulfilled'; readonly value: T }
  | { readonly status: 'rejected'; readonly reason: Failure };

function sent<T>(result: BulkResults<T>[number]) {
  return result.status === 'fulfilled' ? result : { status: result.status, reason: failureOf(result.reason) };
}

function resultOf<T>(result: Sent<T>): BulkResults<T>[number] {
  return result.status === 'fulfilled' ? result : { status: result.status, reason: errorOf(result.reason) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
