import assert from 'node:assert/strict';
import { languageDetector, undetermined, type LanguageDetector } from '../../../src/text/language';
import { proseOf } from '../../../src/text/languageProse';
import { languagesOfSentences } from '../../../src/text/languagesOfSentences';

const french = [
  'Merci.',
  'Tom a crié.',
  'Tu es là ?',
  'Il pleut.',
  'Je ne sais pas.',
  'Où est-ce ?',
  'C’est vrai.',
  "Qu'est-ce que c'est ?",
  'Elle m’accompagna au piano.',
  'Ah non, pas encore !',
  'Le chat dort sur la table.',
  'ELLE EST PARTIE HIER.',
  'Combien ça coûte ?',
  'Le parlement a adopté la proposition de la commission.',
  'Appelle `getUser()` avant de lire https://example.org/the/end-of-it.',
  'Il a **vraiment** dit « hello ».',
];
const english = [
  'Yes.',
  'Thanks!',
  'I can’t sing.',
  "It's raining.",
  'Who are you?',
  'Tom feels guilty.',
  'The cat sleeps on the table.',
  'How much is it?',
  'I am a twin.',
  "Don't touch that.",
  'I understand.',
  'SHE LEFT YESTERDAY.',
  'The parliament adopted the proposal of the commission.',
  'Call `obtenirLesDonnées()` before you read https://exemple.fr/le/chat/est/la.',
  'He said *bonjour* to me.',
];
const others: Readonly<Record<string, readonly string[]>> = {
  de: ['Wo ist der Bahnhof?', 'Guten Morgen!', 'Ich verstehe kein Wort.', 'Heute ist Montag.'],
  es: ['¿Dónde está la estación?', '¡Buenos días!', 'No entiendo nada.', 'Hoy es lunes.'],
  it: ['Dov’è la stazione?', 'Oggi non ho tempo.', 'Mi dispiace molto.', 'Domani andiamo al cinema.'],
  nl: ['Waar is het station?', 'Ik begrijp er niets van.', 'Vandaag is het maandag.'],
  pt: ['Onde fica a estação?', 'Não entendo nada.', 'Bom dia!', 'Hoje não tenho tempo.'],
  la: ['Veni, vidi, vici. Alea iacta est, et omnia sunt vana.', 'Gallia est omnis divisa in partes tres.'],
  el: ['Πού είναι ο σταθμός;'],
  ja: ['駅はどこですか。'],
  zh: ['车站在哪里？'],
  ko: ['역이 어디예요?'],
  [undetermined]: ['Где находится вокзал?', 'أين المحطة؟'],
};
/** What belongs to no language, or to several. */
const silent = [
  '',
  '   ',
  '42',
  '3,14 + 2 = 5,14',
  '2026-11-21',
  '***',
  '👍',
  'https://example.org/the/house/of/cards',
  'le.chat@maison.example',
  '`for (const the of house)`',
  '```\nthe house of the rising sun\n```',
  'snake_case_name',
  'v1.2.3',
  'Taxi',
  'Paris',
  'Restaurant ?',
  'Internet!',
];

describe('the language of a text', () => {
  let detect: LanguageDetector;
  before(async () => {
    detect = await languageDetector();
  });

  for (const text of french) {
    it(`is French: ${text}`, () => {
      assert.equal(detect(text), 'fr');
    });
  }

  for (const text of english) {
    it(`is English: ${text}`, () => {
      assert.equal(detect(text), 'en');
    });
  }

  for (const [language, texts] of Object.entries(others)) {
    for (const text of texts) {
      it(`is neither, but ${language}: ${text}`, () => {
        assert.equal(detect(text), language);
      });
    }
  }

  for (const text of silent) {
    it(`is not told by ${JSON.stringify(text)}`, () => {
      assert.equal(detect(text), null);
    });
  }

  it('of a very long text is found', () => {
    assert.equal(detect('Le chat dort sur la table. '.repeat(50_000)), 'fr');
  });

  it('does not hang on what looks like code without end', () => {
    // Were it the square of the length, each would take minutes, and the test its whole time.
    for (const unit of ['`', '<', '(', 'a.', 'a_', '/', '&', '[', 'a@', '.', 'aB'])
      assert.equal(detect(unit.repeat(100_000)), null, unit);
  });
});

describe('what says nothing of a language', () => {
  it('is taken out: code, addresses, tags, identifiers and marks', () => {
    const text =
      'Un **chat** `the cat`, <b>dort</b> sur [la table](https://of.the) my_own_table à 10h &amp; 5 %.';
    assert.deepEqual(proseOf(text).match(/\p{L}+/gu), ['Un', 'chat', 'dort', 'sur', 'la', 'table', 'à']);
  });
});

describe('the languages of sentences', () => {
  let detect: LanguageDetector;
  before(async () => {
    detect = await languageDetector();
  });

  it('are their own where they tell', () => {
    const mixed = ['Le chat dort.', 'The cat sleeps.', 'Die Katze schläft auf dem Tisch.'];
    assert.deepEqual(languagesOfSentences(mixed, '', detect), ['fr', 'en', 'de']);
  });

  it('are those of the others where they do not', () => {
    const talk = ['Taxi !', 'Où allez-vous, monsieur ?', 'Paris.'];
    assert.deepEqual(languagesOfSentences(talk, '', detect), ['fr', 'fr', 'fr']);
    assert.deepEqual(languagesOfSentences(['Taxi!', 'Where are you going?'], '', detect), ['en', 'en']);
  });

  it('are those of the text around if nothing else tells, and else unknown', () => {
    assert.deepEqual(languagesOfSentences(['Taxi'], 'Il attend un taxi dans la rue.', detect), ['fr']);
    assert.deepEqual(languagesOfSentences(['Taxi'], 'Er wartet auf der Straße auf ein Taxi.', detect), [
      null,
    ]);
    assert.deepEqual(languagesOfSentences(['Taxi'], '', detect), [null]);
  });
});
