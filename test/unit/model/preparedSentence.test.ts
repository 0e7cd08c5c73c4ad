import assert from 'node:assert/strict';
import { parseManifest, type Manifest } from '../../../src/model/manifest';
import {
  finishSentence,
  prepareSentence,
  prepareTarget,
  sourceTokens,
  targetToken,
  type TextBundle,
} from '../../../src/model/preparedSentence';
import { mostPlaceholders } from '../../../src/text/placeholders';
import { Tokenizer } from '../../../src/text/tokenizer';
import { readable, withPlaceholderPieces } from '../../support/placeholders';
import { fileOf, manifestBytes, manifestOf, modelIds } from './support';

const definition = JSON.parse(Buffer.from(fileOf(modelIds[0]!, 'tokenizer.json')).toString('utf8')) as object;
const tokenizer = new Tokenizer(withPlaceholderPieces(definition), { pad: 0, begin: 1, end: 2 });
const shipped = parseManifest(modelIds[0]!, manifestBytes(manifestOf(modelIds[0]!)));

function bundleOf(source: string, target: string, changes: Partial<Manifest> = {}): TextBundle {
  const languages = { source: { language: source }, target: { language: target } };
  return { tokenizer, manifest: { ...shipped, ...languages, placeholders: mostPlaceholders, ...changes } };
}

const bundle = bundleOf('fr', 'en');

/** The ids of a translation, written with the placeholders of its source: `{C0}`, `{O0}`, `{/O0}`. */
function ids(text: string): number[] {
  const [copy, open, close] = [0xe000, 0xe010, 0xe018];
  const kinds: Record<string, number> = { C: copy, O: open, '/O': close };
  return tokenizer.encode(
    text.replace(/\{(C|O|\/O)(\d+)\}/g, (_, kind: string, number: string) =>
      String.fromCharCode(kinds[kind]! + Number(number)),
    ),
  );
}

describe('a sentence in capitals', () => {
  const text = 'NE PAS OUVRIR `foo()` **ICI** !';
  const prepared = prepareSentence(bundle, text);

  it('is read in its usual letters, at the places of the capitals', () => {
    assert.equal(readable(prepared.protected.text), 'Ne pas ouvrir {C0} {O0}ici{/O0} !');
    const open = sourceTokens(bundle, prepared).find((token) => token.text === 'ouvrir')!;
    assert.equal(text.slice(open.start, open.end).trim(), 'OUVRIR');
  });

  it('is written in capitals, but for what is carried over', () => {
    const { targetText, missing } = finishSentence(bundle, prepared, ids('Do not open {C0} {O0}here{/O0}!'));
    assert.equal(targetText, 'DO NOT OPEN `foo()` **HERE**!');
    assert.deepEqual(missing, []);
  });

  it('is not one with a small letter', () => {
    const plain = prepareSentence(bundle, 'Ne pas OUVRIR.');
    assert.equal(plain.protected.text, 'Ne pas OUVRIR.');
    assert.equal(finishSentence(bundle, plain, ids('Do not OPEN.')).targetText, 'Do not OPEN.');
  });
});

describe('a prepared sentence', () => {
  const text = 'Le  **chat** de `foo()` a 2 000 amis.';
  const prepared = prepareSentence(bundle, text);

  it('is what the model reads: placeholders, each a token', () => {
    assert.equal(readable(prepared.protected.text), 'Le  {O0}chat{/O0} de {C0} a {C1} amis.');
    assert.deepEqual(prepared.ids, tokenizer.encode(prepared.protected.text));
    const pieces = sourceTokens(bundle, prepared).map(({ piece }) => readable(piece));
    for (const piece of ['▁{O0}', '{/O0}', '▁{C0}', '▁{C1}']) assert.ok(pieces.includes(piece), piece);
  });

  it('has tokens with the text they stand for, at their places in the sentence', () => {
    const tokens = sourceTokens(bundle, prepared);
    assert.deepEqual(
      tokens.map(({ id }) => id),
      prepared.ids,
    );
    const carried = tokens.filter((token) => token.carried);
    assert.deepEqual(
      carried.map((token) => [token.text, text.slice(token.start, token.end)]),
      ['**', '**', '`foo()`', '2 000'].map((part) => [part, part]),
    );
    for (const token of tokens.slice(0, -1)) {
      assert.equal(text.slice(token.start, token.end), token.text);
    }
    assert.deepEqual([tokens.at(-1)!.start, tokens.at(-1)!.text], [text.length, '</s>']);
  });

  it('lets decoding choose only its own placeholders', () => {
    const banned = prepared.rules.bannedAfter([]);
    const own = (text: string) => ids(text)[0]!;
    assert.equal(banned.size, 64 - 2 * 3, 'two copies and an opening mark are free');
    for (const free of ['{C0}', '{C1}', '{O0}']) assert.ok(!banned.has(own(free)), free);
    for (const not of ['{C2}', '{O1}', '{/O0}', '{/O1}']) assert.ok(banned.has(own(not)), not);
    const later = prepared.rules.bannedAfter([own('{C0}'), own('{O0}')]);
    assert.ok(!later.has(own('{/O0}')) && later.has(own('{C0}')) && later.has(own('{O0}')));
    // The same placeholder within a word is the same.
    assert.ok(later.has(tokenizer.placeholderIds('\uE000')[0]!));
  });

  it('becomes text with everything back in its place', () => {
    const produced = ids('The {O0}cat{/O0} of {C0} has {C1} friends.');
    assert.deepEqual(finishSentence(bundle, prepared, produced), {
      targetText: 'The **cat** of `foo()` has 2,000 friends.',
      missing: [],
      repeated: [],
    });
    const shown = produced.map((id, t) => targetToken(bundle, prepared, id, t === 0));
    assert.deepEqual(
      shown.filter(({ carried }) => carried).map((token) => token.text),
      ['**', '**', '`foo()`', '2,000'],
    );
  });

  it('says what is missing and what is there twice', () => {
    const { targetText, missing, repeated } = finishSentence(bundle, prepared, ids('The cat of {C0}, {C0}.'));
    assert.equal(targetText, 'The cat of `foo()`, `foo()`.');
    assert.deepEqual([missing, repeated], [['**…**', '2 000'], ['`foo()`']]);
    const half = finishSentence(bundle, prepared, ids('{O0}cat {C0} {C1}'));
    assert.deepEqual(half.missing, ['**']);
  });

  it('gives a translation of somebody else its placeholders', () => {
    const target = 'With 2,000 friends, `foo()` has a **cat** and `bar()`.';
    const { ids: forced, protected: read } = prepareTarget(bundle, prepared, target);
    assert.equal(readable(read.text), 'With {C1} friends, {C0} has a {O0}cat{/O0} and `bar()`.');
    assert.deepEqual(forced, tokenizer.encode(read.text));
  });

  it('is not protected from a model without placeholders', () => {
    const plain: TextBundle = { tokenizer, manifest: { ...shipped } };
    delete (plain.manifest as Partial<Manifest>).placeholders;
    const raw = prepareSentence(plain, text);
    assert.deepEqual([raw.protected.text, raw.protected.spans], [text, []]);
    assert.equal(raw.rules.bannedAfter([]).size, 0);
    assert.equal(prepareTarget(plain, raw, 'A `b`.').protected.text, 'A `b`.');
  });

  it('keeps what is carried over out of typography', () => {
    const english = bundleOf('en', 'fr');
    const source = prepareSentence(english, 'He said “`a "b" ; c`” ; really?');
    const { targetText } = finishSentence(english, source, ids('Il a dit " {C0} " ; vraiment ?'));
    assert.equal(targetText, 'Il a dit «\u00a0`a "b" ; c`\u00a0»\u202f; vraiment\u202f?');
  });

  it('holds no unpaired surrogate, whatever is carried over', () => {
    const broken = prepareSentence(bundle, 'Le `\uD83D` ici.');
    assert.equal(finishSentence(bundle, broken, ids('The {C0} here.')).targetText, 'The `\uFFFD` here.');
  });
});

describe('a sentence that says the same again and again', () => {
  /** What may not follow when a token was produced so many times in a row. */
  const banned = (text: string, times: number) => {
    const [token] = tokenizer.encode('no');
    return prepareSentence(bundle, text).rules.bannedAfter(Array<number>(times).fill(token!)).has(token!);
  };

  it('may be translated with as many turns, and with three in any case', () => {
    assert.equal(banned('Bonjour.', 2), false);
    assert.equal(banned('Bonjour.', 3), true);
    // The first word is another token: it has no space before it.
    assert.equal(banned('Non non non non non', 3), false);
    assert.equal(banned('Non non non non non', 4), true);
  });
});
