import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { windows } from '../../../src/cli/windows';

async function* numbers(count: number, pauseAfter: readonly number[] = []) {
  for (let i = 1; i <= count; i++) {
    yield String(i);
    if (pauseAfter.includes(i)) await wait(100);
  }
}

async function all(lines: AsyncIterable<string>, size: number): Promise<string[][]> {
  const found: string[][] = [];
  for await (const window of windows(lines, size)) found.push(window);
  return found;
}

describe('windows of lines', () => {
  it('are full as long as lines are there, and the last has the rest', async () => {
    assert.deepEqual(await all(numbers(5), 2), [['1', '2'], ['3', '4'], ['5']]);
    assert.deepEqual(await all(numbers(4), 2), [
      ['1', '2'],
      ['3', '4'],
    ]);
    assert.deepEqual(await all(numbers(0), 2), []);
  });

  it('have fewer lines where lines count more', async () => {
    const found: string[][] = [];
    for await (const window of windows(numbers(7), 6, Number)) found.push(window);
    assert.deepEqual(found, [['1', '2', '3'], ['4', '5'], ['6'], ['7']]);
  });

  it('do not wait for lines that take their time', async () => {
    assert.deepEqual(await all(numbers(5, [1, 4]), 1000), [['1'], ['2', '3', '4'], ['5']]);
  });

  it('read no more than they hold while nobody asks for more', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        yield String(read++);
        await Promise.resolve();
      }
    }
    const iterator = windows(endless(), 10);
    const first = await iterator.next();
    assert.ok(first.done !== true && first.value.length === 10);
    await wait(50);
    assert.ok(read <= 21, `${read} lines were read for a window of 10`);
    const second = await iterator.next();
    assert.ok(second.done !== true && second.value[0] === '10');
  });

  it('give out what was read before a failure, then fail', async () => {
    async function* broken() {
      yield '1';
      await Promise.resolve();
      throw new Error('the pipe broke');
    }
    const found: string[][] = [];
    await assert.rejects(async () => {
      for await (const window of windows(broken(), 10)) found.push(window);
    }, /the pipe broke/);
    assert.deepEqual(found, [['1']]);
  });
});
