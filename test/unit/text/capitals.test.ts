import assert from 'node:assert/strict';
import { withoutCapitals } from '../../../src/text/capitals';

const vocabulary = ['the', 'The', 'door', 'Paris', 'NATO', 'ne', 'pas'];
const rankOf = (word: string) => (vocabulary.includes(word) ? vocabulary.indexOf(word) : null);

describe('text in capitals', () => {
  for (const [language, text, expected] of [
    ['en', 'DO NOT OPEN THE DOOR!', 'Do not open the door!'],
    ['en', "I DON'T KNOW.", "I don't know."],
    ['fr', "NE PAS OUVRIR L'ÉTÉ À PARIS", "Ne pas ouvrir l'été à Paris"],
    ['fr', 'OUVREZ \uE000 : 12 MOTS', 'Ouvrez \uE000 : 12 mots'],
    ['en', 'STOP', 'Stop'],
  ] as const) {
    it(`reads as it would be written otherwise: ${text}`, () => {
      assert.equal(withoutCapitals(text, language, rankOf), expected);
    });
  }

  for (const text of ['NATO', 'Tom', 'A', 'M. X', '', '12', 'DO NOT open', 'I', '東京']) {
    it(`is not what has small letters, or nothing but an abbreviation: ${text}`, () => {
      assert.equal(withoutCapitals(text, 'en', rankOf), null);
    });
  }
});
