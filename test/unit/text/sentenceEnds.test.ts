import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marksOf } from '../../../src/text/marks';
import { sentencesOf } from '../../../src/text/sentences';
import { seeded } from '../../support/properties';

/** Sentences of a text are written with ‖ between them. */
function isCut(what: string, marked: string): void {
  it(what, () => {
    const text = marked.replaceAll('‖', '');
    const sentences = Array.from(sentencesOf(text), (sentence) => sentence.text);
    assert.deepEqual(
      sentences,
      marked.split('‖').map((part) => part.trim()),
    );
  });
}

describe('ends of English sentences', () => {
  isCut(
    'are not at a title',
    'Mr. and Mrs. Smith met Dr. Who. ‖Prof. Jones saw Gen. Lee and Rev. Moon. ‖All left.',
  );
  isCut('are not at e.g. and i.e.', 'Tools, e.g. Prettier, i.e. Formatters, help. ‖Use them.');
  isCut('are not at vs. and cf.', 'France vs. Spain was fun, cf. Tuesday’s paper. ‖Read it.');
  isCut('are at U.S. only if another sentence begins', 'The U.S. Army came. ‖He left the U.S. ‖It was 1990.');
  isCut('are not at initials', 'J. R. R. Tolkien met George W. Bush and E.M. Forster. ‖They talked.');
  isCut('are at a lone letter that ends one', 'It was plan B. ‖They failed. ‖So did I. ‖I left.');
  isCut('are at p.m. unless the day follows', 'Be here at 5 p.m. Monday. ‖We met at 9 a.m. ‖It rained.');
  isCut('know a.m. in small print', 'At 5 a.m. he slept. ‖Fine.');
  isCut('are not at numbers of things', 'See Fig. 3, p. 12, No. 5 and vol. 2 of Dec. 25. ‖Done.');
  isCut(
    'are at words that look like those',
    'He said no. ‖I left. ‖She loves art. ‖They met the Sun. ‖We sat.',
  );
  isCut('are not in decimals and versions', 'It costs $3.50 or 1,000.75. ‖Version 3.5.1 works.');
  isCut(
    'are not in addresses',
    'Visit https://example.com/a.b?Q=Why!Not now. ‖Write to j.doe@example.org. ‖Bye.',
  );
  isCut('are behind an address, too', 'It is at www.example.com. ‖Https://x.org/a.b. ‖So what?');
  isCut('are not in names of files', 'Open README.md and Node.js or .env files. ‖Save index.test.ts. ‖Go.');
  isCut('are not in code', 'Run `npm test. Then stop` now. ‖`a.b! C` is odd. ‖Yes.');
  isCut('may be before code', 'Start it. ‖`npm test` runs all. ‖foo() returns. ‖iPhone users wait.');
  isCut('take the quotes along', '“Come in.” ‖He came. ‖"Why?!" ‖Nobody knew. ‖‘Well.’ ‖She left.');
  isCut('are not before who spoke', '“Stop!” Tom said. ‖“Why?!” she asked. ‖“Now?” Mrs Lee asked.');
  isCut('are at three dots before a capital', 'Wait... ‖What? ‖Wait… what? ‖Well… ‖No.');
  isCut('are not at brackets within', 'He won (again!) Monday. ‖(He slept.) ‖She read [sic.] it. ‖Done.');
  isCut('are not behind a number that begins one', 'Yes! ‖1. The cat sleeps. ‖2. The dog barks. ‖A. One.');
  isCut('are at a number that ends one', 'He was born in 1990. ‖12 years later he left.');
  isCut('are several in a row', 'What?! ‖No!!! ‖Really… ?! ‖Yes.');
  isCut('leave a company whole', 'Apple Inc. announced it. ‖It was big. ‖He earned a Ph.D. ‖He teaches.');
});

describe('ends of French sentences', () => {
  isCut('are not at a title', 'M. Le Pen, Mme Roy, Mlle. Lu et le Dr. Hu parlent. ‖MM. Bon et Pr. Lu rient.');
  isCut('are not at p. ex. and c.-à-d.', 'Un fruit, p. ex. Une pomme, c.-à-d. Rien. ‖Cf. Paris. ‖Fin.');
  isCut('are at etc. only before a capital', 'Du thé, etc. et du lait. ‖Du thé, etc. ‖Elle boit.');
  isCut(
    'know what is before Christ',
    'En 50 av. J.-C. les rois dorment. ‖En 50 apr. J.-C. ‖Les rois partent.',
  );
  isCut('are not at numbers of things', 'Voir fig. 3, art. L. 121, chap. IV et le 3 janv. 2020. ‖Fin.');
  isCut(
    'are at words that look like those',
    'Elle aime l’art. ‖Il vole. ‖C’était un vol. ‖Elle dit no. ‖Oui.',
  );
  isCut('have a space before their mark', 'Qui est là ? ‖Moi ! ‖Quoi ? ! ‖Rien.');
  isCut('have one that does not break', 'Qui\u00a0? ‖Moi\u202f! ‖Oui.');
  isCut('take guillemets along', '« Oui. » ‖Il sort. ‖«\u00a0Non\u00a0!\u00a0» ‖Elle reste.');
  isCut('may be within guillemets', '« Bonjour. ‖Ça va ? » ‖Il rit.');
  isCut('know straight quotes with spaces', 'Il dit : " Oui. " ‖Puis il dort. ‖" Non ! " dit-elle.');
  isCut(
    'are not before who spoke',
    '« Viens ! » dit-il. ‖Qui est là ? demanda-t-elle. ‖« Moi. » — répondit-il.',
  );
  isCut('are at an elided word', 'Il vit aux U.S.A. ‖L’hiver y est froid. ‖C’est le plan B. ‖J’y vais.');
  isCut('keep dates and hours', 'Il part le 3.12.2020 à 20h.30. ‖Elle reste.');
  isCut('are not in brackets within', 'Il rit (enfin !) Marie aussi. ‖(Fin.) ‖Oui.');
  isCut('are not at dots that begin one', '… Il dort. ‖... Et puis rien.');
});

describe('marks of Markdown around sentences', () => {
  const cases: [string, string, string[]][] = [
    ['are around a whole one', '**Bonjour.** Il dort.', ['Bonjour.', 'Il dort.']],
    ['are around several', '_Un. Deux !_ Trois.', ['Un.', 'Deux !', 'Trois.']],
    ['are around quotes', '***« Oui. »*** Il dort.', ['« Oui. »', 'Il dort.']],
    ['are within', 'Il **dort** ici. `x` __est__ là.', ['Il **dort** ici.', '`x` __est__ là.']],
    ['reach from one into another', 'Il **dort. Elle** lit. Oui.', ['Il **dort. Elle** lit.', 'Oui.']],
    ['end before the full stop', '**Un. Deux**. Trois.', ['**Un. Deux**.', 'Trois.']],
    ['are those of a link', '[Un. Deux.](http://x.y/z) Trois.', ['Un.', 'Deux.', 'Trois.']],
    ['are those of a named link', 'Voir [ici.][a] Puis dors.', ['Voir [ici.][a]', 'Puis dors.']],
    ['are those of a picture', '![Un chat.](a.png "Titre. Fin.") Oui.', ['Un chat.', 'Oui.']],
    [
      'are tags',
      '<b>Un.</b> Deux.<br> Trois. <a title="A. B">C</a>.',
      ['Un.', 'Deux.<br>', 'Trois.', '<a title="A. B">C</a>.'],
    ],
    ['are nested', '**Un _deux_.** [**Trois.**](x) Quatre.', ['Un _deux_.', 'Trois.', 'Quatre.']],
    ['are struck out', '~~Un.~~ Deux.', ['Un.', 'Deux.']],
    [
      'are no marks inside words',
      'Le snake_case_name. Un 2*3*4. Oui.',
      ['Le snake_case_name.', 'Un 2*3*4.', 'Oui.'],
    ],
    ['are no marks when they are alone', 'Un * deux. Trois _ quatre.', ['Un * deux.', 'Trois _ quatre.']],
    ['are no marks when escaped', 'Un \\*deux. Trois\\* fin.', ['Un \\*deux.', 'Trois\\* fin.']],
    ['number a footnote', 'Il dort.[^1] Elle lit.² Fin.', ['Il dort.[^1]', 'Elle lit.²', 'Fin.']],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(
        Array.from(sentencesOf(text), (sentence) => sentence.text),
        expected,
      );
    });
  }

  it('are with their partner in every sentence, or outside of all of them', () => {
    const text = fc
      .array(
        fc.constantFrom(
          ...['Un chat. ', 'Deux ! ', 'trois ', 'M. ', '« ', ' » ', '"', '(', ') ', ' '],
          ...['**', '*', '_', '~~', '***', '[', '](a) ', '](b)', '<b>', '</b>', '</b> ', '`'],
        ),
      )
      .map((parts) => `Un ${parts.join('')}`);
    fc.assert(
      fc.property(text, (whole) => {
        const sentences = Array.from(sentencesOf(whole));
        for (const { open, close } of marksOf(whole).pairs) {
          for (const { start, text: sentence } of sentences) {
            const has = (mark: { start: number; end: number }): boolean =>
              mark.start < start + sentence.length && mark.end > start;
            assert.equal(has(open), has(close), `${sentence} of ${whole}`);
          }
        }
      }),
      { ...seeded, numRuns: 5000 },
    );
  });
});
