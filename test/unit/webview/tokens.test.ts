import assert from 'node:assert/strict';
import { pieceSegments, sourceSegments, targetSegments } from '../../../webview/format/segments';
import { hasPieces, isEnd, labelOf, wordSpans } from '../../../webview/format/tokens';
import { makeTranslation, witch } from '../../webview/samples';

const translation = makeTranslation(witch);
const target = translation.steps.map((step) => step.token);
const texts = (segments: readonly { text: string }[] | null) => segments?.map(({ text }) => text).join('');

describe('tokens and words', () => {
  it('joins pieces to the word that they continue, but never the end of the sentence', () => {
    const spans = wordSpans(translation.sourceTokens);
    assert.deepEqual(spans.slice(4), [
      [4, 5],
      [6, 6],
      [7, 8],
      [9, 9],
      [10, 10],
    ]);
    assert.equal(hasPieces(translation.sourceTokens), true);
    assert.equal(hasPieces(translation.sourceTokens.slice(0, 4)), false);
  });

  it('takes punctuation for no piece of a word, but apostrophes and hyphens for within it', () => {
    const tokens = ['don', "'", 't', ',', '(', 'so', '-', 'so'].map((text) => ({
      id: 9,
      piece: text,
      text,
      startsWord: false,
    }));
    assert.deepEqual(wordSpans(tokens), [
      [0, 2],
      [3, 3],
      [4, 4],
      [5, 7],
    ]);
  });

  it('joins nothing to what is carried over, whatever letters are in that', () => {
    const token = { id: 9, startsWord: false };
    const word = { ...token, piece: '▁guide', text: 'guide', startsWord: true };
    const mark = { ...token, piece: '\uE018', text: '](https://x.org)', carried: true } as const;
    const piece = { ...token, piece: 's', text: 's' };
    assert.deepEqual(wordSpans([word, mark, piece]), [
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    assert.deepEqual(labelOf(mark, word), { text: '](https://x.org)', kind: 'word' });
  });

  it('labels words, pieces and the end differently', () => {
    assert.deepEqual(labelOf(target[0]!, undefined), { text: 'The', kind: 'word' });
    assert.deepEqual(labelOf(target[2]!, target[1]), { text: 'ch', kind: 'piece' });
    assert.deepEqual(labelOf(target[2]!, undefined), { text: 'ch', kind: 'word' });
    assert.deepEqual(labelOf(target.at(-1)!, target.at(-2)), { text: 'end', kind: 'end' });
  });

  it('takes only the vocabulary’s own entry for the end', () => {
    assert.equal(isEnd({ id: 9, piece: '▁</s>', text: '</s>', startsWord: true }), false);
  });
});

describe('sentences cut into tokens', () => {
  it('give back the source text, with each token at its place', () => {
    const segments = sourceSegments(translation.sourceText, translation.sourceTokens);
    assert.equal(texts(segments), translation.sourceText);
    const witchPieces = segments.filter(({ tokens }) => tokens.includes(4) || tokens.includes(5));
    assert.deepEqual(
      witchPieces.map(({ text }) => text),
      ['sor', 'cière'],
    );
  });

  it('let tokens of one character (spelled in bytes) share it', () => {
    const bytes = [0, 1, 2].map((id) => ({ id, piece: `<0x0${id}>`, text: '', startsWord: false }));
    const tokens = bytes.map((token) => ({ ...token, start: 0, end: 2 }));
    assert.deepEqual(sourceSegments('🙂!', tokens), [
      { text: '🙂', tokens: [0, 1, 2] },
      { text: '!', tokens: [] },
    ]);
  });

  it('do not trip over offsets that lie outside', () => {
    const [token] = translation.sourceTokens;
    assert.equal(texts(sourceSegments('abc', [{ ...token!, start: 2, end: 9 }])), 'abc');
    assert.equal(texts(sourceSegments('abc', [{ ...token!, start: 2, end: 1 }])), 'abc');
  });

  it('give back the translation', () => {
    const segments = targetSegments(translation.targetText, target);
    assert.equal(texts(segments), 'The witch’s house is deserted.');
  });

  it('find the quotes of French, and what is carried over', () => {
    const token = (text: string, carried?: true) => ({
      ...{ id: 1, piece: text, text, startsWord: true },
      ...(carried && { carried }),
    });
    const tokens = [token('"'), token('`«a»`', true), token('"'), token('?')];
    assert.deepEqual(targetSegments('«\u00a0`«a»`\u00a0»\u202f?', tokens), [
      { text: '«', tokens: [0] },
      { text: '\u00a0', tokens: [] },
      { text: '`«a»`', tokens: [1] },
      { text: '\u00a0', tokens: [] },
      { text: '»', tokens: [2] },
      { text: '\u202f', tokens: [] },
      { text: '?', tokens: [3] },
    ]);
  });

  it('are found in text in capitals, which the model wrote small', () => {
    const segments = targetSegments(translation.targetText.toUpperCase(), target);
    assert.equal(texts(segments), 'THE WITCH’S HOUSE IS DESERTED.');
  });

  it('are not guessed where the tokens do not make up the text', () => {
    assert.equal(targetSegments('Something else', target), null);
    assert.equal(targetSegments(`${translation.targetText} and more`, target), null);
    assert.equal(texts(pieceSegments(target)), 'The witch’s house is deserted.');
  });
});
