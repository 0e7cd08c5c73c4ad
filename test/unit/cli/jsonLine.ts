import assert from 'node:assert/strict';
import * as v from 'valibot';

/** The contract with other programs, to the letter. */
export const jsonLine = v.strictObject({
  source: v.string(),
  target: v.string(),
  model: v.string(),
  score: v.string(),
  sourceTokens: v.array(v.string()),
  targetTokens: v.array(v.string()),
  weights: v.nullable(v.array(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))))),
  missing: v.array(v.string()),
  repeated: v.array(v.string()),
});

/** The lines of an output that is nothing else. */
export function parsed(out: string): v.InferOutput<typeof jsonLine>[] {
  const lines = out.split('\n');
  assert.equal(lines.pop(), '');
  return lines.map((line) => v.parse(jsonLine, JSON.parse(line)));
}
