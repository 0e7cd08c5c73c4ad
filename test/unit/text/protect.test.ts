import assert from 'node:assert/strict';
import { noPlaceholders } from '../../../src/text/placeholders';
import { protect, protectLike, restore } from '../../../src/text/protect';
import { readable } from '../../support/placeholders';
import { protectAll, protection } from './protection';

/** What is carried over whole, in reading order. */
function copies(text: string): string[] {
  return protectAll(text)
    .spans.filter(({ kind }) => kind === 'copy')
    .map((span) => span.text);
}

/** The sentence with what is carried over between {} and paired marks between ⟦ ⟧. */
function marked(text: string): string {
  const { text: read, spans } = protectAll(text);
  return spans.reduce((result, { kind, placeholder, text: own }) => {
    const shown = { copy: `{${own}}`, open: `⟦${own}|`, close: `|${own}⟧` }[kind];
    return result.replace(placeholder, () => shown);
  }, read);
}

function describeCases(title: string, cases: readonly (readonly [sentence: string, expected: string[]])[]) {
  describe(title, () => {
    for (const [sentence, expected] of cases) {
      it(sentence, () => {
        assert.deepEqual(copies(sentence), expected);
      });
    }
  });
}

describe('what is carried over whole', () => {
  describeCases('addresses', [
    ['Voyez https://exemple.fr/a?b=c#d.', ['https://exemple.fr/a?b=c#d']],
    ['Voyez (https://exemple.fr), merci !', ['https://exemple.fr']],
    [
      'La page https://x.org/wiki/A_(b), ou (voir http://x.org/c).',
      ['https://x.org/wiki/A_(b)', 'http://x.org/c'],
    ],
    ['« https://fr.wikipedia.org/wiki/Été »', ['https://fr.wikipedia.org/wiki/Été']],
    ['Sur http://[2001:db8::1]:80/x et www.exemple.fr…', ['http://[2001:db8::1]:80/x', 'www.exemple.fr']],
    ['Lisez <https://x.org/a> ou exemple.fr/page.', ['<https://x.org/a>', 'exemple.fr/page']],
    ['Écrivez à jean.dupont+a@exemple.fr, svp.', ['jean.dupont+a@exemple.fr']],
    ['Merci @jean et @types/node.', ['@jean', '@types/node']],
  ]);

  describeCases('code', [
    ['Appelez `foo()` puis ``a`b``.', ['`foo()`', '``a`b``']],
    ['Un ` seul, et `le chat` ici.', ['` seul, et `', '`']],
    ['Un seul ` reste.', ['`']],
    ['La variable snake_case, camelCase et MyClass.', ['snake_case', 'camelCase', 'MyClass']],
    ['Avec _private, __init__() et obj.__name__ aussi.', ['_private', '__init__()', 'obj.__name__']],
    ['Ici std::cout, a->b, getUser(id), print().', ['std::cout', 'a->b', 'getUser(id)', 'print()']],
    ['Le C++, le C#, a=b, --verbose, {name} et ${x}.', ['C++', 'C#', 'a=b', '--verbose', '{name}', '${x}']],
    ['Une &nbsp; espace &#233; &eacute;', ['&nbsp;', '&#233;', '&eacute;']],
    ['Le ticket #123 et [^1].', ['#123', '[^1]']],
  ]);

  describeCases('files', [
    ['Ouvrez src/text/foo.ts.', ['src/text/foo.ts']],
    ['Lisez README.md, package.json et node.js.', ['README.md', 'package.json', 'node.js']],
    ['Dans /usr/bin/env, ./a/b, ~/x et src/ ici.', ['/usr/bin/env', './a/b', '~/x', 'src/']],
    ['Sous C:\\Users\\jean\\a.txt.', ['C:\\Users\\jean\\a.txt']],
  ]);

  describeCases('numbers', [
    ['Il y a 2 000 000 de gens.', ['2 000 000']],
    ['Il y a 2\u202f000\u00a0000,5 unités.', ['2\u202f000\u00a0000,5']],
    ['En 1990, 12,5 % à 10:30.', ['1990', '12,5', '10:30']],
    [
      'Le 2026-11-21, le 21/11/2026, à 2026-11-21T10:00:00Z.',
      ['2026-11-21', '21/11/2026', '2026-11-21T10:00:00Z'],
    ],
    ['La version v1.2.3-beta.1, 3.11 ou v2.', ['v1.2.3-beta.1', '3.11', 'v2']],
    ['Un 0xFF, un MP3, 5km, H2O et 10h30.', ['0xFF', 'MP3', '5km', 'H2O', '10h30']],
    ['Au 06 12 34 56 78 ou +33 6 12 34 56 78.', ['06 12 34 56 78', '+33 6 12 34 56 78']],
    ['COVID-19, UTF-8, CVE-2021-44228.', ['COVID-19', 'UTF-8', 'CVE-2021-44228']],
    ['123e4567-e89b-12d3-a456-426614174000', ['123e4567-e89b-12d3-a456-426614174000']],
  ]);

  describeCases('amounts and times', [
    ['Vers 19 h 30, 8\u00a0h\u00a015 ou 9 h.', ['19 h 30', '8\u00a0h\u00a015', '9 h']],
    ['At 5pm, 7:30 p.m. or 11 a.m., not 5 p.m.', ['5pm', '7:30 p.m.', '11 a.m.', '5 p.m']],
    ['Cela coûte 12,50 €, 2 500 € ou 3 k€.', ['12,50 €', '2 500 €', '3 k€']],
    ['It costs $1,234.50, € 5 or £2M.', ['$1,234.50', '€ 5', '£2M']],
    ['Il fait 23,5 °C, 1,80 m, 75 kg, 120 km/h, 20 m².', ['23,5 °C', '1,80 m', '75 kg', '120 km/h', '20 m²']],
    ['Un fichier de 3 Go, 90 s, 5 GHz.', ['3 Go', '90 s', '5 GHz']],
  ]);

  describeCases('what the vocabulary cannot write', [
    ['Bonjour 👨‍👩‍👧 et 👍🏽🎉 !', ['👨‍👩‍👧', '👍🏽🎉']],
    ['Le drapeau 🇫🇷 et 1️⃣.', ['🇫🇷', '1️⃣']],
    ['Il a dit « Привет, мир » à Athènes.', ['Привет', 'мир']],
    ['Он сказал да à Αθήνα.', ['Он сказал да', 'Αθήνα']],
    ['La tour 東京タワー est haute.', ['東京タワー']],
    ['Le compositeur Dvořák est mort.', ['Dvořák']],
    ['Si a < b, alors a ≠ b.', ['<', '≠']],
    ['Il y a ▁ et \uE003 ici.', ['▁', '\uE003']],
  ]);

  describe('but not what is to be translated', () => {
    for (const sentence of [
      "J'ai 2 chats, 45 ans et deux chiens.",
      'Le 1er mai, au 21e siècle, le 2nd, le 3ème, on the 20th, in the 90s.',
      "Les 3 m'ont vu, les 2 s'aiment, 5 hommes, 3 gars, 4 mois, article 5 M.",
      "L'API d’aujourd’hui, « peut-être » — c'est ça… n° 5, 45 %.",
      'Le(s) mot(s), des élève(s), et/ou, km/h, oui/non.',
      'M. Dupont, S.N.C.F., p. ex., c.-à-d., e.g. the U.S.A.',
      "Œuvre, ŒUVRE, Noël, À l'Île, déjà, où, ça.",
      'Il est tard.Il part. Vraiment ?',
      '2 * 3 * 4 et 2*3*4, a * b, une note*, *Voir ceci.',
      'Un [mot] entre crochets [et un autre].',
      '"Oui", dit-elle, "non"; \'peut-être\'.',
    ]) {
      it(sentence, () => {
        assert.deepEqual(protectAll(sentence).spans, []);
      });
    }
  });
});

describe('marks around words', () => {
  for (const [sentence, expected] of [
    ['Un **mot** et *un autre*.', 'Un ⟦**|mot|**⟧ et ⟦*|un autre|*⟧.'],
    ['Un __mot__, _un autre_ et ~~barré~~.', 'Un ⟦__|mot|__⟧, ⟦_|un autre|_⟧ et ⟦~~|barré|~~⟧.'],
    ["L'*API* (**non**) d'_usage_.", "L'⟦*|API|*⟧ (⟦**|non|**⟧) d'⟦_|usage|_⟧."],
    ['**_tout_** et ***fort***', '⟦**_|tout|_**⟧ et ⟦***|fort|***⟧'],
    ['**_mot_ important**', '⟦**|⟦_|mot|_⟧ important|**⟧'],
    ['*a **b***', '⟦*|a ⟦**|b|**⟧|*⟧'],
    ['Le [guide](https://x.org/a_(b) "Titre").', 'Le ⟦[|guide|](https://x.org/a_(b) "Titre")⟧.'],
    ['![une image](a.png) et [réf][1]', '⟦![|une image|](a.png)⟧ et ⟦[|réf|][1]⟧'],
    ['**[gras](x)**', '⟦**[|gras|](x)**⟧'],
    ['<b>Gras</b> <a href="x">lien</a><br/>', '⟦<b>|Gras|</b>⟧ ⟦<a href="x">|lien|</a>⟧{<br/>}'],
    // What belongs to nothing, or marks no words of its own.
    ['un **mot et <b>un autre', 'un **mot et {<b>}un autre'],
    [
      '**`code`** et [`f()`](x) et [https://x.org](https://x.org)',
      '{**`code`**} et {[`f()`](x)} et {[https://x.org](https://x.org)}',
    ],
    ['_un_deux_', '{_un_deux_}'],
    ['*a [b* c](d)', '⟦*|a [b|*⟧ c](d)'],
    ['\\*pas marqué\\*', '{\\*}pas marqué{\\*}'],
    ['** a ** et * b *', '** a ** et * b *'],
  ] as const) {
    it(sentence, () => {
      assert.equal(marked(sentence), expected);
    });
  }
});

describe('a protected sentence', () => {
  it('is numbered in reading order, each kind by itself', () => {
    const sentence = 'Le [guide](x) de `a` est **en** 1990.';
    assert.equal(readable(protectAll(sentence).text), 'Le {O0}guide{/O0} de {C0} est {O1}en{/O1} {C1}.');
  });

  it('leaves what exceeds the placeholders as it is', () => {
    const numbers = Array.from({ length: 18 }, (_, i) => String(1000 + i)).join(' ou ');
    const { text, spans } = protectAll(numbers);
    assert.equal(spans.length, 16);
    assert.match(text, / ou 1016 ou 1017$/u);
    const bold = Array.from({ length: 9 }, () => '**a**').join(' ');
    assert.match(protectAll(bold).text, / \*\*a\*\*$/u);
    assert.equal(restore(text, spans), numbers);
  });

  it('is the sentence itself for a model without placeholders', () => {
    const sentence = 'Le `code` de \uE000 en 1990.';
    const { text, spans, originalRange } = protect(sentence, { ...protection, limits: noPlaceholders });
    assert.deepEqual([text, spans], [sentence, []]);
    assert.deepEqual(originalRange({ start: 3, end: 9 }), { start: 3, end: 9 });
  });

  it('never has a placeholder that stands for nothing', () => {
    const sentence = Array.from({ length: 20 }, () => '\uE000').join(' a ');
    const { text, spans } = protectAll(sentence);
    assert.equal(spans.length, 16);
    assert.equal(text.match(/[\uE000-\uE01F]/gu)?.length, 16);
    assert.equal(text.match(/\uFFFD/gu)?.length, 4);
  });

  it('says where everything was', () => {
    const sentence = 'Un `mot` **gras** ici.';
    const { text, originalRange } = protectAll(sentence);
    const places = Array.from(text, (_, start) => {
      const range = originalRange({ start, end: start + 1 });
      return sentence.slice(range.start, range.end);
    });
    assert.deepEqual(places, [
      'U',
      'n',
      ' ',
      '`mot`',
      ' ',
      '**',
      'g',
      'r',
      'a',
      's',
      '**',
      ' ',
      'i',
      'c',
      'i',
      '.',
    ]);
    assert.deepEqual(originalRange({ start: text.length, end: text.length }), { start: 22, end: 22 });
    assert.deepEqual(originalRange({ start: 4, end: 4 }), { start: 8, end: 8 });
  });
});

describe('a given translation', () => {
  const like = (source: string, target: string): string =>
    readable(protectLike(target, protection, protectAll(source).spans).text);

  it('gets the placeholders of its source, in whatever order', () => {
    const source = 'Le `a` de 1990 est **gros**, voir [ici](x).';
    assert.equal(
      like(source, 'In 1990 the `a` is **big**, see [here](x).'),
      'In {C1} the {C0} is {O0}big{/O0}, see {O1}here{/O1}.',
    );
  });

  it('keeps raw what its source does not have, or not so often', () => {
    assert.equal(like('Le `a`.', 'The `a`, `a` and `b` of **1991**.'), 'The {C0}, `a` and `b` of **1991**.');
    assert.equal(like('[ici](x)', '[here](y)'), '[here](y)');
  });
});
