import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { files, tidy, withOutputs } from '../../../scripts/examples/blocks.mjs';
import { builtCommand } from '../cli/command';
import { root } from '../model/support';

const page = [
  'Install:\n\n```sh\nnpm ci\n```\n',
  'Try:\n\n```sh\necho "`a`" |\n  cat\n```\n\n```text\n`old`\n```\n',
  'A file, `a-file.md`:\n\n````markdown\n# One\n\n```sh\necho\n```\n````\n',
  '`cat < a-file.md`:\n\n````markdown\nold\n```sh\n```\n````\n',
].join('\n');

describe('Examples of a Markdown page', () => {
  it('are commands with the output below them, and files with a name', () => {
    const seen: string[][] = [];
    const same = withOutputs(page, (command, output) => {
      seen.push([command, output]);
      return output;
    });
    assert.equal(same, page);
    assert.deepEqual(seen, [
      ['echo "`a`" |\n  cat\n', '`old`\n'],
      ['cat < a-file.md', 'old\n```sh\n```\n'],
    ]);
    assert.deepEqual(files(page), [{ name: 'a-file.md', text: '# One\n\n```sh\necho\n```\n' }]);
  });

  it('get new output, with whatever characters, in the place of the old one alone', () => {
    const changed = withOutputs(page, () => 'new $& $1\n');
    assert.equal(
      changed,
      page.replace('`old`', () => 'new $& $1').replace('old\n```sh\n```', () => 'new $& $1'),
    );
  });
});

describe('Examples of the README', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  let folder: string;

  before(async () => {
    const home = await builtCommand();
    if (!existsSync(path.join(home, 'models')))
      symlinkSync(path.join(root, 'models'), path.join(home, 'models'));
    folder = mkdtempSync(path.join(tmpdir(), 'examples-'));
    symlinkSync(path.join(home, 'dist'), path.join(folder, 'dist'));
    for (const { name, text } of files(readme)) writeFileSync(path.join(folder, name), text);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  withOutputs(readme, (command, output) => {
    // Those that measure want the data sets.
    if (!command.includes(' evaluate ')) {
      it(`say what they print: ${command.trim()}`, async () => {
        const { stdout } = await promisify(execFile)('bash', ['-c', command], {
          cwd: folder,
          encoding: 'utf8',
        });
        assert.equal(tidy(stdout), output);
      });
    }
    return output;
  });
});
