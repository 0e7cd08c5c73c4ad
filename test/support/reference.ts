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
  /** The best first; only with a beam. */
  readonly hypotheses?: readonly ReferenceHypothesis[];
}

/** One of the translations that a beam found. */
export interface ReferenceHypothesis {
  readonly text: string;
  readonly logProbability: number;
  readonly score: number;
  readonly targetTokens: readonly string[];
  readonly weights: readonly (readonly number[])[] | null;
}

export interface ReferenceOptions {
  readonly model?: string;
  readonly score?: ScoreName;
  /** 1 without it: greedy decoding. */
  readonly beam?: number;
}

const known = new Map<string, Promise<Reference>>();

/** The same engine in the shell, out of the same package: what the panel must agree with. */
export async function reference(sentence: string, options: ReferenceOptions = {}): Promise<Reference> {
  const [answer] = await references([sentence], options);
  if (answer === undefined) throw new Error(`No answer to “${sentence}”`);
  return answer;
}

/** Several at once cost little more than one; later they are known. */
export async function references(
  sentences: readonly string[],
  { model = 'fr-en-luong', score = 'additive', beam = 1 }: ReferenceOptions = {},
): Promise<Reference[]> {
  const keyOf = (sentence: string) => JSON.stringify([sentence, model, score, beam]);
  const unknown = sentences.filter((sentence) => !known.has(keyOf(sentence)));
  const answers = unknown.length === 0 ? Promise.resolve([]) : ask(unknown, { model, score, beam });
  for (const [i, sentence] of unknown.entries()) {
    known.set(
      keyOf(sentence),
      answers.then((all) => all[i]!),
    );
  }
  return Promise.all(sentences.map((sentence) => known.get(keyOf(sentence))!));
}

async function ask(
  sentences: readonly string[],
  { model, score, beam }: Required<ReferenceOptions>,
): Promise<Reference[]> {
  const cli = path.join(await installedExtension(), 'dist', 'cli.js');
  // One by one, as in the panel: sentences that share their products differ from that in the last digit.
  const how = ['--runtime', 'wasm', '--batch', '1'];
  const args = [cli, 'translate', '--model', model, '--score', score, ...how];
  if (beam > 1) args.push('--beam', String(beam));
  const output = await new Promise<string>((resolve, reject) => {
    const child = execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.end(`${sentences.join('\n')}\n`);
  });
  const lines = output.trimEnd().split('\n');
  if (lines.length !== sentences.length) throw new Error(`${sentences.length} lines in, ${lines.length} out`);
  return lines.map((line) => JSON.parse(line) as Reference);
}

/** One of the hypotheses as if it were the translation: what the panel shows once it is chosen. */
export function asHypothesis(found: Reference, number: number): Reference {
  const hypothesis = found.hypotheses?.[number];
  if (hypothesis === undefined) throw new Error(`“${found.source}” has no hypothesis ${number}.`);
  const { text, targetTokens, weights } = hypothesis;
  return { ...found, target: text, targetTokens, weights };
}

/** A token as the panel names it. */
export function tokenName(piece: string): string {
  if (piece === '</s>') return 'end of sentence';
  return piece === '▁' ? '␣' : piece.replace('▁', '');
}

/** The command line writes nine digits; the panel has the whole of each number. */
export function assertNear(actual: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length, `${what}: so many numbers`);
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    assert.ok(Math.abs(value - wanted) <= 1e-6, `${what}: number ${i + 1} is ${value}, not ${wanted}`);
  });
}
