import assert from 'node:assert/strict';
import { copyPlace, describePlace, describeQuery } from '../../../webview/format/describe';
import { cellFacts, columnFacts, rowFacts } from '../../../webview/format/facts';
import { makeTranslation, witch } from '../../webview/samples';

const translation = makeTranslation(witch);
const none = makeTranslation(witch, { score: 'none' });

describe('facts of a place', () => {
  it('are those of the message, to the last digit', () => {
    const facts = cellFacts(translation, 4, 1);
    assert.equal(facts?.weight, translation.steps[4]?.weights?.[1]);
    assert.equal(facts?.energy, translation.steps[4]?.energies?.[1]);
    assert.deepEqual([facts?.rank, facts?.of], [1, 11]);
  });

  it('have the uniform distribution to compare a row with', () => {
    const facts = rowFacts(translation, 4);
    assert.ok(facts && facts.entropy > 0 && facts.entropy < facts.uniform);
    assert.equal(facts.uniform, Math.log2(11));
    assert.equal(facts.strongest, 1);
  });

  it('count for a column only what was produced', () => {
    const weights = translation.steps.map((step) => step.weights?.[1] ?? 0);
    const facts = columnFacts(translation, 1, 5);
    assert.equal(
      facts?.received,
      weights.slice(0, 5).reduce((a, b) => a + b, 0),
    );
    assert.equal(facts.strongest, 4);
    assert.deepEqual(columnFacts(translation, 1, 0), { received: 0, strongest: null, weight: 0 });
  });

  it('do not exist without attention, or outside', () => {
    assert.equal(cellFacts(none, 0, 0), null);
    assert.equal(rowFacts(none, 0), null);
    assert.equal(columnFacts(none, 0, 3), null);
    assert.equal(cellFacts(translation, 99, 0), null);
    assert.equal(columnFacts(translation, 99, 3), null);
  });
});

describe('places in words', () => {
  it('name a cell by both words and its numbers', () => {
    assert.match(
      describePlace(translation, { row: 4, column: 1 }, 10),
      /^maison ← house: weight 0\.\d{4}, energy \d\.\d{3}, rank 1 of 11$/,
    );
  });

  it('name rows and columns, also without weights', () => {
    assert.match(
      describePlace(translation, { row: 4, column: null }, 10),
      /^house, produced token 5 of 10: entropy .* most on maison/,
    );
    assert.match(
      describePlace(translation, { row: null, column: 10 }, 10),
      /^end of sentence, source token 11 of 11: .* received/,
    );
    assert.equal(describePlace(none, { row: 0, column: null }, 10), 'The, produced token 1 of 10');
  });

  it('say which state was the query: the families differ there', () => {
    assert.equal(describeQuery('bahdanau', 0).symbol, 's₀');
    assert.equal(describeQuery('bahdanau', 11).symbol, 's₁₁');
    assert.equal(describeQuery('luong', 0).symbol, 's₁');
  });

  it('are copied exactly', () => {
    const [header, line] = copyPlace(translation, { row: 4, column: 1 })?.split('\n') ?? [];
    assert.equal(header, 'produced\tsource\tweight\tenergy\trank');
    const [weight, energy] = [translation.steps[4]?.weights?.[1], translation.steps[4]?.energies?.[1]];
    assert.equal(line, `house\tmaison\t${weight}\t${energy}\t1`);
    assert.equal(copyPlace(translation, { row: 4, column: null })?.split('\n').length, 12);
    assert.equal(copyPlace(none, { row: 4, column: null }), null);
  });
});
