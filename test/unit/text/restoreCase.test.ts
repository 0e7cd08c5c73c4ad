import assert from 'node:assert/strict';
import { restoreCase } from '../../../src/text/restoreCase';

const vocabulary = [
  'the',
  'madame',
  'The',
  'president',
  'Madame',
  'Danish',
  'Monsieur',
  'monsieur',
  'minutes',
  'NATO',
  'A',
];
const rankOf = (word: string) => (vocabulary.includes(word) ? vocabulary.indexOf(word) : null);
const restored = (text: string, language = 'en') => restoreCase(text.split(' '), language, rankOf).join(' ');

describe('capitals of words that have lost them', () => {
  it('come back where the vocabulary knows a word better with one', () => {
    assert.equal(restored('the danish minutes'), 'The Danish minutes');
    assert.equal(restored('oui , monsieur president', 'fr'), 'Oui , Monsieur president');
    assert.equal(restored('oui , madame', 'fr'), 'Oui , madame');
  });

  it('go where all are capitals', () => {
    assert.equal(restored('THE DANISH PRESIDENT'), 'The Danish president');
  });

  it('stay or come back where the vocabulary knows an abbreviation', () => {
    assert.equal(restored('THE NATO MINUTES'), 'The NATO minutes');
    assert.equal(restored('the nato minutes'), 'The NATO minutes');
    assert.equal(restored('IL A FAIM', 'fr'), 'Il a faim');
  });

  it('stay in text that has both, but for the first letter', () => {
    assert.equal(restored('the danish President'), 'The danish President');
    assert.equal(restored('( the House )'), '( The House )');
  });

  it('make I of i, in English only', () => {
    assert.equal(restored("so i think i'm late"), "So I think I'm late");
    assert.equal(restored('et i font', 'fr'), 'Et i font');
  });

  it('change no length, and nothing that is no word', () => {
    for (const text of ['ß ist', 'ŉ x', '12 oui', '', '…', 'ǆ']) {
      const words = text.split(' ');
      assert.deepEqual(
        restoreCase(words, 'fr', rankOf).map((word) => word.length),
        words.map((word) => word.length),
      );
    }
    assert.equal(restored('12 oui', 'fr'), '12 oui');
  });
});
