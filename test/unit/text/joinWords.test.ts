import assert from 'node:assert/strict';
import { joinWords } from '../../../src/text/joinWords';

const cases: readonly (readonly [language: string, words: string, text: string])[] = [
  ['fr', "l' homme qu' il n' a pas vu", "l'homme qu'il n'a pas vu"],
  ['fr', 'd’ un air posé', 'd’un air posé'],
  ['fr', "m ' en tiendrai , c ' est vrai .", "m'en tiendrai, c'est vrai."],
  ['fr', "aujourd' hui", "aujourd'hui"],
  ['fr', 'y a - t - il ?', 'y a-t-il ?'],
  ['fr', 'lui dit -il : « Oui ! »', 'lui dit-il : «Oui !»'],
  ['fr', 'le " non " danois', 'le "non" danois'],
  ['fr', '( le procès - verbal est approuvé )', '(le procès-verbal est approuvé)'],
  ['en', "I do n't know Charles 's dog .", "I don't know Charles's dog."],
  ['en', "it ' s the workers ' rights", "it's the workers' rights"],
  ['en', "the danish ' no ' vote", "the danish 'no' vote"],
  ['en', 'What ? Yes : 12 % of $ 250,000 !', 'What? Yes: 12% of $250,000!'],
  ['en', 'a well-known cry - which had', 'a well-known cry - which had'],
  ['en', '( a5 - 0263 / 2000 ) - ok', '(a5-0263/2000) - ok'],
  ['en', '&quot; It is n&apos;t &quot; , he said', '"It isn\'t", he said'],
  ['en', "`` Rock &amp; roll -LRB- loud -RRB- ''", '“Rock & roll (loud)”'],
  ['de', 'Er kam , sah ( und ) siegte .', 'Er kam, sah (und) siegte.'],
  ['fr', '', ''],
];

describe('words joined as natural text', () => {
  for (const [language, words, text] of cases) {
    it(`${language}: ${words || 'nothing'}`, () => {
      assert.equal(joinWords(split(words), language).text, text);
    });
  }

  it('know the word of each of their characters', () => {
    const words = split("l' homme , & amp 12");
    const { text, owners } = joinWords(words, 'fr');
    assert.equal(owners.length, text.length);
    words.forEach((word, i) => {
      assert.equal(
        text
          .split('')
          .filter((_, unit) => owners[unit] === i)
          .join(''),
        word,
      );
    });
    assert.ok(text.split('').every((character, unit) => (character === ' ') === (owners[unit] === -1)));
  });

  it('are all there, whatever they are', () => {
    const odd = ["'", "'", "'", '-', '/', '"', '😀', '👩‍👩‍👧', "n't", "''", ')', '(', '…'];
    for (const language of ['fr', 'en']) {
      const { owners } = joinWords(odd, language);
      assert.deepEqual(
        [...new Set(owners)].filter((word) => word >= 0),
        odd.map((_, i) => i),
      );
    }
  });
});

function split(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
