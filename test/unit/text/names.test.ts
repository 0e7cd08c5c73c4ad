import assert from 'node:assert/strict';
import { mostPlaceholders } from '../../../src/text/placeholders';
import { isNameOf, namesAmong, namesToCarry, type FindNames } from '../../../src/text/names';
import { protect, protectLike } from '../../../src/text/protect';
import { readable } from '../../support/placeholders';

const known = ['Marie', 'Paris', 'Jean', 'Luc', 'Rue'];
const toCarry = namesToCarry(isNameOf('fr', (word) => known.includes(word)));
const found = (text: string, find: FindNames = toCarry) =>
  find(text, [{ start: 0, end: text.length }]).map(({ start, end }) => text.slice(start, end));
const everyName = namesToCarry(() => true);

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
    assert.deepEqual(found('How To Debug Neural Networks in Rust', everyName), []);
    assert.deepEqual(found('Mary Smith and Peter Jones live in Boston', everyName), [
      ...['Smith', 'Peter', 'Jones', 'Boston'],
    ]);
  });

  it('leave the placeholders to what must not be changed', () => {
    const protection = { limits: { copies: 2, pairs: 0 }, writes: () => true, findNames: everyName };
    const { text } = protect('Avec Dupont puis Durand sur https://x.org/a dessus', protection);
    assert.equal(readable(text), 'Avec {C0} puis Durand sur {C1} dessus');
  });

  it('are found in a given translation in its own order', () => {
    const protection = { limits: mostPlaceholders, writes: () => true, findNames: everyName };
    const { spans } = protect('Hier, la maison de Dupont et Durand brûlait', protection);
    const { text } = protectLike('The house of Durand and Smith was on fire', protection, spans);
    assert.equal(readable(text), 'The house of {C1} and Smith was on fire');
  });

  it('are found in a given translation where none would be found in a source', () => {
    const protection = { limits: mostPlaceholders, writes: () => true, findNames: everyName };
    const { spans } = protect('Hier soir, le chien de Dupont a mordu Durand', protection);
    const { text } = protectLike("Dupont's dog bit Durand", protection, spans);
    assert.equal(readable(text), "{C0}'s dog bit {C1}");
  });

  it('are found only in the parts that are asked for, and only whole', () => {
    const find = namesAmong(new Set(['Dupont', 'Durand']));
    assert.deepEqual(found('Dupont, Durand, Durandal, dupont', find), ['Dupont', 'Durand']);
    const text = 'Dupont Dupont Dupont';
    assert.deepEqual(find(text, [{ start: 7, end: 20 }]), [
      { start: 7, end: 13 },
      { start: 14, end: 20 },
    ]);
  });
});
