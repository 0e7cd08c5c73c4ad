import assert from 'node:assert/strict';
import { mostPlaceholders } from '../../../src/text/placeholders';
import { hasSmallWords, nameRanges, isNameOf } from '../../../src/text/names';
import { protect, protectLike } from '../../../src/text/protect';
import { readable } from '../../support/placeholders';

const known = ['Marie', 'Paris', 'Jean', 'Luc', 'Rue'];
const isName = isNameOf('fr', (word) => known.includes(word));
const found = (text: string) =>
  nameRanges(text, 0, text.length, isName).map(({ start, end }) => text.slice(start, end));

describe('names that are carried over', () => {
  for (const [text, names] of [
    ['Hier, Marie Dupont et Pierrick Le Goff étaient à Paris.', ['Dupont', 'Pierrick', 'Goff']],
    ["La sœur d'Artagnan et celle de Jean-Luc Mélenchon, Tom-Éric.", ['Artagnan', 'Mélenchon', 'Tom-Éric']],
    ['Il a vu **Dupont**, le maire (Durand) et [Tomas](x).', ['Dupont', 'Durand', 'Tomas']],
    // Other languages write these otherwise.
    ["En Autriche, en Écosse et dans l'Espagne du Nord-Autriche.", []],
    // A capital begins a sentence, or a quotation.
    ['Dupont dort. Durand aussi. « Zorro », dit-il : Zorro.', []],
    ['dupont et McDo2 ou _Dupont, Li.', []],
  ] as const) {
    it(text, () => {
      assert.deepEqual(found(text), names);
    });
  }

  it('are those of a language whose translations are known', () => {
    assert.equal(isNameOf('fr', () => false)('Dupont'), true);
    assert.equal(isNameOf('en', () => false)('Austrian'), false);
    assert.equal(isNameOf('xx', () => false)('Dupont'), false);
  });

  it('are not looked for in a title', () => {
    assert.equal(hasSmallWords('How To Debug Neural Networks in Rust'), false);
    assert.equal(hasSmallWords('Mary Smith and Peter Jones live in Boston'), true);
    const all = { limits: mostPlaceholders, writes: () => true, isName: () => true };
    assert.deepEqual(protect('How To Debug Networks', all).spans, []);
  });

  it('leave the placeholders to what must not be changed', () => {
    const protection = { limits: { copies: 2, pairs: 0 }, writes: () => true, isName: () => true };
    const { text } = protect('Avec Dupont puis Durand sur https://x.org/a dessus', protection);
    assert.equal(readable(text), 'Avec {C0} puis Durand sur {C1} dessus');
  });

  it('are found in a given translation in its own order', () => {
    const protection = { limits: mostPlaceholders, writes: () => true, isName: () => true };
    const { spans } = protect('Hier, la maison de Dupont et Durand brûlait', protection);
    const { text } = protectLike('The house of Durand and Smith was on fire', protection, spans);
    assert.equal(readable(text), 'The house of {C1} and Smith was on fire');
  });
});
