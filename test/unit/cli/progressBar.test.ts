import assert from 'node:assert/strict';
import fc from 'fast-check';
import { displayWidth } from '../../../src/cli/displayWidth';
import { ProgressBar, progressLine } from '../../../src/cli/progressBar';
import { seeded } from '../../support/properties';

const state = { done: 1500, total: 6000, elapsed: 60_000, label: 'fr-en-luong dot' };

describe('the line of progress', () => {
  it('says how many are done, how quick it is, and how long it will take', () => {
    assert.equal(
      progressLine(state, 100),
      '██████░░░░░░░░░░░░░░░░░░   25%  1,500/6,000 sentences  25/s  3:00 left  fr-en-luong dot',
    );
    assert.match(progressLine({ ...state, done: 15 }, 100), / 0%.* 0\.3\/s {2}6:39:00 left/);
  });

  it('guesses nothing before there is something to go by', () => {
    assert.doesNotMatch(progressLine({ ...state, done: 0, elapsed: 5000 }, 100), /left|\/s|NaN|Infinity/);
  });

  it('leaves out what there is no room for', () => {
    assert.match(
      progressLine(state, 60),
      /^█{3}░{11} {3}25% {2}1,500\/6,000 sentences {2}25\/s {2}3:00 left$/,
    );
    assert.equal(progressLine(state, 45), ' 25%  1,500/6,000 sentences  25/s  3:00 left');
    assert.equal(progressLine(state, 40), ' 25%  1,500/6,000 sentences  3:00 left');
    assert.equal(progressLine(state, 30), ' 25%  1,500/6,000 sentences');
    assert.equal(progressLine(state, 10), ' 25%');
  });

  it('is never wider than the terminal, and says all when all is done', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(100_000),
        fc.nat(10_000_000),
        fc.nat(200),
        fc.string({ unit: 'grapheme' }),
        (done, more, elapsed, columns, label) => {
          fc.pre(!/[\r\n\t]/.test(label));
          const line = progressLine({ done, total: done + more, elapsed, label }, columns);
          assert.ok(displayWidth(line) <= columns, line);
        },
      ),
      seeded,
    );
    assert.match(progressLine({ ...state, done: 6000 }, 100), /^█{24} {2}100% {2}6,000\/6,000.*0:00 left/);
  });
});

describe('the progress bar', () => {
  function terminal(columns = 60) {
    const written: string[] = [];
    return { written, write: (text: string) => void written.push(text), columns: () => columns };
  }

  it('writes over its line, not more often than a person can see, and is taken away', () => {
    const screen = terminal();
    let now = 0;
    const bar = new ProgressBar(screen, 300, () => now);
    for (let i = 0; i < 30; i++) {
      now += 10;
      bar.advance(10, 'm dot');
    }
    // At 10, 110 and 210 ms, and at the end.
    assert.deepEqual(
      screen.written.map((text) => /\d+\/300/.exec(text)?.[0]),
      ['10/300', '110/300', '210/300', '300/300'],
    );
    assert.ok(screen.written.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n')));
    assert.ok(screen.written.every((text) => displayWidth(text.slice(5)) < 60));
    bar.clear();
    bar.clear();
    assert.deepEqual(screen.written.slice(4), ['\r\u001b[2K']);
  });

  it('has no colour, whatever the terminal', () => {
    const screen = terminal(200);
    new ProgressBar(screen, 2).advance(1, 'm');
    assert.doesNotMatch(screen.written.join('').replaceAll('\u001b', '^'), /\^\[[\d;]*m/);
  });

  it('writes nothing where nobody looks, nor takes away what is not there', () => {
    const screen = terminal();
    new ProgressBar(screen, 10).clear();
    assert.deepEqual(screen.written, []);
    const bar = new ProgressBar(null, 1);
    bar.advance(1, 'm');
    bar.clear();
  });
});
