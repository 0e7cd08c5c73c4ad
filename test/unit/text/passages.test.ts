import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble } from '../../../src/text/document';
import { passagesOf } from '../../../src/text/passages';
import { sentencesOf } from '../../../src/text/sentences';
import { seeded } from '../../support/properties';

/** The sentences of a text that have one of some words, put together again in capitals. */
function copied(text: string, ...words: string[]): string {
  const chosen = Array.from(sentencesOf(text)).filter(
    (sentence) => words.length === 0 || words.some((word) => sentence.text.includes(word)),
  );
  const parts = passagesOf(text, chosen);
  assert.equal(parts.filter(({ kind }) => kind === 'sentence').length, chosen.length);
  return assemble(
    { parts },
    chosen.map(({ text: sentence }) => sentence.toUpperCase().replace(/ +/g, ' ')),
  );
}

describe('some sentences of a text, put together again', () => {
  const text =
    '# Titre\n\n- Un chat. **Deux chats.**\n- Trois\n  chats.\n\n```\n1\n```\n\n> **Quatre. Cinq.** Six.\n';

  it('are all of it', () => {
    assert.equal(copied(text), text.toUpperCase().trimEnd());
  });

  it('are a lone one without its marks', () => {
    assert.equal(copied(text, 'Titre'), 'TITRE');
    assert.equal(copied(text, 'Deux'), 'DEUX CHATS.');
    assert.equal(copied(text, 'Quatre'), 'QUATRE.');
  });

  it('are one over several lines with theirs', () => {
    assert.equal(copied(text, 'Trois'), '- TROIS\n  CHATS.');
  });

  it('are several of a line with the marks that are theirs together', () => {
    assert.equal(copied(text, 'Quatre', 'Cinq'), '**QUATRE. CINQ.**');
    assert.equal(copied(text, 'Un chat', 'Deux'), 'UN CHAT. **DEUX CHATS.**');
    assert.equal(copied('[Un. Deux.](a.md) Trois.', 'Un', 'Deux'), '[UN. DEUX.](a.md)');
    assert.equal(copied('<b>Un. Deux.</b> Trois.', 'Un', 'Deux'), '<b>UN. DEUX.</b>');
  });

  it('are several of neighbouring lines with all between them', () => {
    assert.equal(copied(text, 'Deux', 'Trois'), '**DEUX CHATS.**\n- TROIS\n  CHATS.');
    assert.equal(copied(text, 'Trois', 'Quatre'), '- TROIS\n  CHATS.\n\n```\n1\n```\n\n> **QUATRE.');
  });

  it('begin a new line behind what was left out', () => {
    assert.equal(copied(text, 'Un chat', 'Trois'), 'UN CHAT.\n- TROIS\n  CHATS.');
    assert.equal(copied('Un. Deux. Trois.', 'Un', 'Trois'), 'UN.\nTROIS.');
  });

  it('are nothing of nothing', () => {
    assert.deepEqual(passagesOf('Un.', []), []);
  });

  it('contain each sentence once, whatever the text', () => {
    const any = fc
      .array(
        fc.constantFrom('Un chat. ', '**', '- ', '> ', '\n', '\r\n', '[', '](a)', '<b>', '12 ', '\n\n', '| '),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.boolean()), (whole, choices) => {
        const chosen = Array.from(sentencesOf(whole)).filter(() => choices.next().value);
        const parts = passagesOf(whole, chosen);
        assert.deepEqual(
          parts.flatMap((part) => (part.kind === 'sentence' ? [part.text] : [])),
          chosen.map((sentence) => sentence.text),
        );
      }),
      seeded,
    );
  });
});
