import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGoldSet, readTextSet } from '../../../src/cli/evaluationFiles';
import { FileError } from '../../../src/cli/usageError';

describe('files to be measured', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'evaluation-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string | Uint8Array): string {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  }

  const refused = (pattern: RegExp) => (error: unknown) =>
    error instanceof FileError && pattern.test(error.message);

  it('are read line by line, whatever their line ends and whether they have a mark at their beginning', async () => {
    const source = file('s', '\uFEFFUn chat.\r\n\r\nOui,\u2028non.\r\n');
    const references = [file('r1', 'A cat.\n\nYes,\u0085no.'), file('r2', 'One cat.\n\nYes; no.\n')];
    const set = await readTextSet({ source, references });
    assert.deepEqual(set.sources, ['Un chat.', '', 'Oui,\u2028non.']);
    assert.deepEqual(set.references, [
      ['A cat.', '', 'Yes,\u0085no.'],
      ['One cat.', '', 'Yes; no.'],
    ]);
  });

  it('must have a line for every line', async () => {
    const [source, short] = [file('three', 'a\nb\nc\n'), file('two', 'a\nb\n')];
    await assert.rejects(
      readTextSet({ source, references: [source, short] }),
      refused(/three has 3 lines and .*two 2: line N of one must belong/),
    );
  });

  it('must be there, be files of UTF-8, and have something in them', async () => {
    const good = file('good', 'a\n');
    mkdirSync(path.join(folder, 'sub'));
    for (const [source, expected] of [
      [path.join(folder, 'none'), /none is not there/],
      [path.join(folder, 'sub'), /sub is a folder/],
      [file('empty', ''), /empty is empty/],
      [file('mark', '\uFEFF'), /mark is empty/],
      [file('latin1', Uint8Array.of(0xe9, 0x0a)), /latin1 is not UTF-8 text/],
      [file('utf16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00)), /utf16 is not UTF-8 text/],
      [file('blank', ' \n'), /blank has only blank lines/],
    ] as const) {
      await assert.rejects(readTextSet({ source, references: [good] }), refused(expected));
    }
  });

  it('of links are read with the words that they count', async () => {
    const files = {
      links: file('links', '0-0 2?1\r\n\r\n'),
      source: file('words.fr', "l' homme\u00a0dort  ,\t.\nnon\n"),
      target: file('words.en', 'the man sleeps\nno\n'),
    };
    const set = await readGoldSet({ ...files, order: 'target-source' });
    assert.deepEqual(set.pairs, [
      { source: ["l'", 'homme\u00a0dort', ',', '.'], target: ['the', 'man', 'sleeps'] },
      { source: ['non'], target: ['no'] },
    ]);
    assert.deepEqual(set.gold, [
      {
        sure: [{ source: 0, target: 0 }],
        possible: [
          { source: 0, target: 0 },
          { source: 1, target: 2 },
        ],
      },
      { sure: [], possible: [] },
    ]);
  });

  it('of links say which of their lines is wrong', async () => {
    const [source, target] = [file('w.fr', 'un deux\nun deux trois\n'), file('w.en', 'one\none two\n')];
    for (const [content, expected] of [
      ['0-0\n0-0 1\n', /links, line 2: "1" is no link/],
      ['0-0\n3-0\n', /links, line 2: The link 3-0 needs word 3 of the source.*3 words/],
      ['0-0\n', /links has 1 line and .*w.fr 2/],
      ['\n\n', /links has no links/],
    ] as const) {
      const links = file('links', content);
      await assert.rejects(readGoldSet({ links, source, target, order: 'source-target' }), refused(expected));
    }
  });
});
