import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelsFolder } from '../model/support';
import { builtCommand } from './command';

describe('attention-lens translate, as a process among others', () => {
  let home: string;
  before(async () => {
    home = await builtCommand();
  });

  const start = (args: readonly string[]) =>
    spawn(process.execPath, [path.join(home, 'dist/cli.js'), 'translate', ...args]);

  it('writes each answer as soon as it has it', async () => {
    const child = start(['--models', modelsFolder]);
    child.stdin.write('Oui.\n');
    // Nothing more is sent before the first answer is there.
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.end();
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0);
  });

  it('ends at once when it is told to, with its threads at work', async () => {
    const child = start(['--models', modelsFolder, '--threads', '2', '--score', 'none']);
    child.stdin.on('error', () => undefined);
    child.stdin.write('Oui.\n'.repeat(20_000));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    const signal = await new Promise((resolve) =>
      child.once('close', (_, by) => {
        resolve(by);
      }),
    );
    assert.equal(signal, 'SIGINT');
  });

  it('does not wait for lines where a model cannot be used', async () => {
    const models = path.join(home, 'unusable');
    cpSync(path.join(modelsFolder, 'fr-en-luong'), path.join(models, 'fr-en-luong'), { recursive: true });
    writeFileSync(path.join(models, 'fr-en-luong', 'decoder.onnx'), 'nothing');
    const child = start(['--models', models, '--threads', '2', '--batch', '2']);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.on('error', () => undefined);
    // And the end of the input never comes.
    child.stdin.write('Le chat dort.\n'.repeat(9));
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 1);
    assert.match(err, /"fr-en-luong" cannot be used\. decoder\.onnx/);
  });

  it('ends quietly when nobody reads any more', async () => {
    const child = start(['--models', modelsFolder]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.on('error', () => undefined);
    child.stdin.write('Oui.\n');
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stdin.write('Non.\n'.repeat(2000));
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, err], [0, '']);
  });
});
