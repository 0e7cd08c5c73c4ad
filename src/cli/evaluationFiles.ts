import { readFile } from 'node:fs/promises';
import { parseGoldLinks, type GoldLinks } from '../metrics/goldLinks';
import type { WordPair } from '../model/bulkAligner';
import { wordsOf } from './align';
import type { GoldFiles, TextFiles } from './evaluateArguments';
import { FileError } from './usageError';

/** What is translated, and what translations are compared with: as many lines each. */
export interface TextSet {
  readonly files: TextFiles;
  readonly sources: readonly string[];
  /** `[reference][sentence]` */
  readonly references: readonly (readonly string[])[];
}

/** Pairs in words, and the links that people have drawn between them. */
export interface GoldSet {
  readonly files: GoldFiles;
  readonly pairs: readonly WordPair[];
  readonly gold: readonly GoldLinks[];
}

/** @throws FileError */
export async function readTextSet(files: TextFiles): Promise<TextSet> {
  const [source, ...references] = await parallelFiles([files.source, ...files.references]);
  if (source?.every((line) => line.trim() === '') !== false) {
    throw new FileError(`${files.source} has only blank lines: there is nothing to measure.`);
  }
  return { files, sources: source, references };
}

/** @throws FileError */
export async function readGoldSet(files: GoldFiles): Promise<GoldSet> {
  const [links = [], sources = [], targets = []] = await parallelFiles([
    files.links,
    files.source,
    files.target,
  ]);
  const pairs = sources.map((line, i) => ({ source: wordsOf(line), target: wordsOf(targets[i] ?? '') }));
  const gold = pairs.map(({ source, target }, i) => {
    try {
      return parseGoldLinks(links[i] ?? '', files.order, { source: source.length, target: target.length });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new FileError(`${files.links}, line ${i + 1}: ${error.message}`);
    }
  });
  if (gold.every(({ possible }) => possible.length === 0)) {
    throw new FileError(`${files.links} has no links: there is nothing to measure.`);
  }
  return { files, pairs, gold };
}

/** The lines of files of which line N of each belongs to line N of the others. */
async function parallelFiles(files: readonly string[]): Promise<(readonly string[])[]> {
  const all = await Promise.all(files.map(linesOf));
  const [first = []] = all;
  all.forEach((lines, i) => {
    if (lines.length === first.length) return;
    throw new FileError(
      `${files[0] ?? ''} has ${counted(first.length, 'line')} and ${files[i] ?? ''} ${lines.length}: ` +
        'line N of one must belong to line N of the other.',
    );
  });
  return all;
}

/** The lines of a file of UTF-8, with or without a byte order mark; they end with LF or CR LF, as standard input's. */
async function linesOf(file: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw new FileError(`${file} ${problemWith(error)}`, { cause: error });
  }
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) throw new FileError(`${file} is empty: there is nothing to measure.`);
  return lines;
}

function problemWith(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'is not there.';
    case 'EISDIR':
      return 'is a folder: name a file with one sentence a line.';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'is not UTF-8 text: convert it first.';
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
