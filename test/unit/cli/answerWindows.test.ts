import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { answerWindows, windowsInFlight, type Answers } from '../../../src/cli/answerWindows';
import type { Streams } from '../../../src/cli/translate';

const capitals: Answers<string> = {
  answerAll: (lines) =>
    Promise.resolve(lines.map((line) => ({ status: 'fulfilled', value: line.toUpperCase() }))),
  answer: (result) => result,
  blank: () => '',
  failed: '\n',
};

function streams(lines: AsyncIterable<string>, write: Streams['write']): Streams {
  return { lines, write, error: () => undefined, style: { color: false, columns: 80 } };
}

async function* linesOf(count: number) {
  for (let i = 0; i < count; i++) yield `line ${i}`;
  await Promise.resolve();
}

describe('answering in windows', () => {
  it('writes windows in order, whichever is answered first', async () => {
    let window = 0;
    let out = '';
    const answers: Answers<string> = {
      ...capitals,
      async answerAll(lines) {
        // The first of two takes longer.
        await wait(window++ % 2 === 0 ? 30 : 0);
        return capitals.answerAll(lines);
      },
    };
    const write = (text: string) => ((out += text), Promise.resolve());
    assert.equal(await answerWindows(streams(linesOf(45), write), answers, 10), 0);
    assert.equal(out, Array.from({ length: 45 }, (_, i) => `LINE ${i}\n`).join(''));
  });

  it('holds no more windows than it may, however slow whoever reads is', async () => {
    const size = 10;
    let read = 0;
    let answered = 0;
    async function* endless() {
      for (;;) {
        read++;
        yield 'a';
        await Promise.resolve();
      }
    }
    const answers: Answers<string> = {
      ...capitals,
      answerAll: (lines) => ((answered += lines.length), capitals.answerAll(lines)),
    };
    let letGo = (): void => undefined;
    let writes = 0;
    const write = () => (writes++, new Promise<void>((resolve) => (letGo = resolve)));
    void answerWindows(streams(endless(), write), answers, size);
    for (let turn = 1; turn <= 5; turn++) {
      await wait(80);
      assert.equal(writes, turn);
      // One that waits to be written, those that are answered after it, and two that `windows` reads ahead.
      assert.ok(
        answered <= (turn - 1 + windowsInFlight) * size,
        `${answered} lines answered at write ${turn}`,
      );
      assert.ok(read <= (turn - 1 + windowsInFlight + 2) * size + 1, `${read} lines read at write ${turn}`);
      letGo();
    }
  });

  it('fails at once where nothing can work, also while it waits for more lines', async () => {
    async function* waiting() {
      yield 'a';
      await new Promise(() => undefined);
    }
    const answers = { ...capitals, answerAll: () => Promise.reject(new Error('no model')) };
    await assert.rejects(
      answerWindows(
        streams(waiting(), () => Promise.resolve()),
        answers,
      ),
      /no model/,
    );
  });
});
