import assert from 'node:assert/strict';
import { contradictionIn } from '../../../webview/state/checkPanel';
import { navigate } from '../../../webview/state/navigate';
import { initialState, type Action, type PageState } from '../../../webview/state/pageState';
import { reduce } from '../../../webview/state/reduce';
import { inspectedStep, litPlace, ownPlace, shadingRow } from '../../../webview/state/selectors';
import { economy, makePanel, makeTranslation, witch } from '../../webview/samples';

const translation = makeTranslation(witch);
const after = (...actions: Action[]): PageState => actions.reduce(reduce, initialState);
const shown = (position = 10): Action => ({ type: 'shown', panel: makePanel(translation, { position }) });
const cell = { row: 4, column: 1 };

describe('state of the page', () => {
  it('lights what is hovered, else what has the focus, else the column of the cursor', () => {
    const state = after(shown(), { type: 'pointed', column: 2 });
    assert.deepEqual(litPlace(state), { row: null, column: 2 });
    assert.equal(ownPlace(state), null, 'the host is not told what it said itself');
    const focused = reduce(state, { type: 'focused', place: cell });
    assert.deepEqual(litPlace(focused), cell);
    const hovered = reduce(focused, { type: 'hovered', place: { row: 0, column: 0 } });
    assert.deepEqual(litPlace(hovered), { row: 0, column: 0 });
    assert.deepEqual(litPlace(reduce(hovered, { type: 'hovered', place: null })), cell);
  });

  it('is the same object when nothing changes', () => {
    const state = after(shown(), { type: 'hovered', place: cell });
    assert.equal(reduce(state, { type: 'hovered', place: { ...cell } }), state);
    assert.equal(reduce(state, { type: 'pointed', column: null }), state);
  });

  it('keeps the focus when the score function changes, and loses it with the sentence', () => {
    const state = after(shown(), { type: 'focused', place: cell });
    const dot = makePanel(makeTranslation(witch, { score: 'dot' }));
    assert.deepEqual(reduce(state, { type: 'shown', panel: dot }).focus, cell);
    const other = makePanel(makeTranslation(economy));
    assert.equal(reduce(state, { type: 'shown', panel: other }).focus, null);
  });

  it('lets go of rows that stepping back has taken away', () => {
    const state = after(shown(), { type: 'focused', place: cell }, shown(3));
    assert.deepEqual(state.focus, { row: null, column: 1 });
  });

  it('ignores a cursor on a token that is not there', () => {
    assert.equal(litPlace(after(shown(), { type: 'pointed', column: 99 })), null);
  });

  it('remembers a step that was asked for until it is shown', () => {
    const state = after(shown(4), { type: 'requested', position: 6 }, shown(5));
    assert.equal(state.requested, 6);
    assert.equal(reduce(state, shown(6)).requested, null);
  });
});

describe('the step that is looked into', () => {
  it('is the one just produced, the next one at the start, and the lit one above all', () => {
    assert.deepEqual(pick(after(shown(3))), [2, 'produced']);
    assert.deepEqual(pick(after(shown(0))), [0, 'next']);
    assert.deepEqual(pick(after(shown(5), { type: 'hovered', place: cell })), [4, 'lit']);
  });

  it('shades the source while stepping, not once all is produced', () => {
    assert.equal(shadingRow(after(shown(3))), 2);
    assert.equal(shadingRow(after(shown())), null);
    assert.equal(shadingRow(after(shown(), { type: 'hovered', place: cell })), 4);
  });

  function pick(state: PageState) {
    const inspected = inspectedStep(state);
    return [inspected?.row, inspected?.because];
  }
});

describe('arrow keys', () => {
  const size = { rows: 9, columns: 5 };

  it('move by one cell, and onto the tokens at the edges', () => {
    assert.deepEqual(navigate('ArrowRight', false, { row: 2, column: 2 }, size), { row: 2, column: 3 });
    assert.deepEqual(navigate('ArrowLeft', false, { row: 2, column: 0 }, size), { row: 2, column: null });
    assert.deepEqual(navigate('ArrowUp', false, { row: 0, column: 2 }, size), { row: null, column: 2 });
    assert.deepEqual(navigate('ArrowDown', false, { row: null, column: 2 }, size), { row: 0, column: 2 });
  });

  it('stop at the borders and at the corner', () => {
    assert.deepEqual(navigate('ArrowDown', false, { row: 8, column: 2 }, size), { row: 8, column: 2 });
    assert.deepEqual(navigate('ArrowLeft', false, { row: null, column: 0 }, size), { row: null, column: 0 });
    assert.deepEqual(navigate('ArrowUp', false, { row: 0, column: null }, size), { row: 0, column: null });
  });

  it('go far with Home, End and the page keys', () => {
    assert.deepEqual(navigate('End', false, { row: 2, column: 0 }, size), { row: 2, column: 4 });
    assert.deepEqual(navigate('Home', false, { row: 2, column: 3 }, size), { row: 2, column: 0 });
    assert.deepEqual(navigate('Home', true, { row: 7, column: 3 }, size), { row: 0, column: 0 });
    assert.deepEqual(navigate('End', true, { row: 0, column: 0 }, size), { row: 8, column: 4 });
    assert.deepEqual(navigate('PageDown', false, { row: 3, column: 1 }, size), { row: 8, column: 1 });
    assert.deepEqual(navigate('PageUp', false, { row: 5, column: 1 }, size), { row: 0, column: 1 });
  });

  it('stay on the source tokens while nothing is produced', () => {
    const none = { rows: 0, columns: 5 };
    assert.deepEqual(navigate('ArrowDown', false, { row: null, column: 1 }, none), { row: null, column: 1 });
    assert.deepEqual(navigate('End', true, { row: null, column: 1 }, none), { row: null, column: 4 });
  });

  it('leave other keys alone', () => {
    assert.equal(navigate('Enter', false, cell, size), null);
  });
});

describe('messages that contradict themselves', () => {
  it('are found: attention without weights, and weights without attention', () => {
    const none = makeTranslation(witch, { score: 'none' });
    assert.equal(contradictionIn(makePanel(null)), null);
    assert.equal(contradictionIn(makePanel(translation)), null);
    assert.equal(contradictionIn(makePanel(none)), null);
    const mixed = translation.steps.map((step, row) => (row === 3 ? { ...step, weights: null } : step));
    assert.match(
      contradictionIn(makePanel({ ...translation, steps: mixed })) ?? '',
      /additive needs weights and energies; step 4/,
    );
    assert.match(
      contradictionIn(makePanel({ ...none, steps: translation.steps })) ?? '',
      /none has no weights or energies; step 1/,
    );
  });
});
