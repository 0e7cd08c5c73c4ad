import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { ScoreName } from '../../src/attention/scoreName';
import { installedExtension } from './installed';

/** What the command line tool writes of a sentence. */
export interface Reference {
  readonly source: string;
  readonly target: string;
  readonly model: string;
  readonly score: ScoreName;
  readonly sourceTokens: readonly string[];
  readonly targetTokens: readonly string[];
  /** Target x source; null without attention. */
  readonly weights: readonly (readonly number[])[] | null;
}

export interface ReferenceOptions {
  readonly model?: string;
  readonly score?: ScoreName;
}

const known = new Map<string, Promise<Reference>>();

/** The same engine in the shell, out of the same package: what the panel must agree with. */
export function reference(sentence: string, options: ReferenceOptions = {}): Promise<Reference> {
  const { model = 'fr-en-bahdanau', score = 'additive' } = options;
  const key = JSON.stringify([sentence, model, score]);
  const answer = known.get(key) ?? ask(sentence, model, score);
  known.set(key, answer);
  return answer;
}

async function ask(sentence: string, model: string, score: ScoreName): Promise<Reference> {
  const cli = path.join(await installedExtension(), 'dist', 'cli.js');
  const args = [cli, 'translate', '--model', model, '--score', score, '--runtime', 'wasm'];
  const output = await new Promise<string>((resolve, reject) => {
    const child = execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.end(`${sentence}\n`);
  });
  return JSON.parse(output) as Reference;
}

/** A token as the panel names it. */
export function tokenName(piece: string): string {
  if (piece === '</s>') return 'end of sentence';
  return piece === '▁' ? piece : piece.replace('▁', '');
}

/** The command line writes nine digits; the panel has the whole of each number. */
export function assertNear(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, `${what}: so many numbers`);
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    assert.ok(Math.abs(value - wanted) <= 1e-6, `${what}: number ${i + 1} is ${value}, not ${wanted}`);
  });
}
