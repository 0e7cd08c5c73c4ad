import assert from 'node:assert/strict';
import { normalizeWithOffsets } from '../../../src/text/normalizedText';
import { coarseOffsets, pieceOffsets, type Range } from '../../../src/text/pieceOffsets';

const identity = (text: string) => text;

function parts(text: string, ranges: readonly Range[] | null): (string | undefined)[] | null {
  return ranges?.map(({ start, end }) => text.slice(start, end)) ?? null;
}

describe('normalizing with offsets', () => {
  it('maps every unit to itself where nothing changes', () => {
    const { text, starts, ends } = normalizeWithOffsets('ab c', identity)!;
    assert.equal(text, 'ab c');
    assert.deepEqual(starts, [0, 1, 2, 3]);
    assert.deepEqual(ends, [1, 2, 3, 4]);
  });

  it('maps a composed letter to both of its characters', () => {
    const result = normalizeWithOffsets('e\u0301t', (text) => text.normalize('NFC'))!;
    assert.deepEqual(result, { text: 'ét', starts: [0, 2], ends: [2, 3] });
  });

  it('maps all of a replacement to what it replaces', () => {
    const result = normalizeWithOffsets('a…', (text) => text.replaceAll('…', '...'))!;
    assert.deepEqual(result, { text: 'a...', starts: [0, 1, 1, 1], ends: [1, 2, 2, 2] });
  });

  it('maps a run of blanks to one space, and drops those at the ends', () => {
    const result = normalizeWithOffsets('  a \n b ', (text) => text.replace(/\s+/g, ' ').trim())!;
    assert.deepEqual(result, { text: 'a b', starts: [2, 3, 6], ends: [3, 6, 7] });
  });

  it('says so when the pieces do not add up', () => {
    assert.equal(
      normalizeWithOffsets('abc', (text) => text.toUpperCase() + text),
      null,
    );
    assert.equal(
      normalizeWithOffsets('abc', () => ''),
      null,
    );
  });
});

describe('offsets of pieces', () => {
  const walk = (text: string, pieces: readonly string[]) =>
    parts(text, pieceOffsets(pieces, normalizeWithOffsets(text, identity)!));

  it('leave the space before a word out', () => {
    assert.deepEqual(walk('Le chat', ['▁Le', '▁ch', 'at']), ['Le', 'ch', 'at']);
  });

  it('give a lone marker the space, and nothing at the start', () => {
    assert.deepEqual(walk('« 1', ['▁', '«', '▁', '1']), ['', '«', ' ', '1']);
  });

  it('give every byte the whole character', () => {
    assert.deepEqual(walk('é🏨', ['▁', '<0xC3>', '<0xA9>', '<0xF0>', '<0x9F>', '<0x8F>', '<0xA8>']), [
      '',
      ...['é', 'é'],
      ...['🏨', '🏨', '🏨', '🏨'],
    ]);
  });

  it('keep a literal marker', () => {
    assert.deepEqual(walk('a ▁b', ['▁a', '▁', '▁b']), ['a', ' ', '▁b']);
  });

  it('are unknown where the pieces spell something else', () => {
    assert.equal(walk('abc', ['▁ab']), null);
    assert.equal(walk('abc', ['▁abd']), null);
    assert.equal(walk('é', ['<0xC3>']), null);
    assert.equal(walk('é', ['<0xC3>', 'x']), null);
  });
});

describe('coarse offsets', () => {
  it('give a piece its whole word', () => {
    assert.deepEqual(parts('le chat', coarseOffsets(['▁l', 'e', '▁cat'], 'le chat')), ['le', 'le', 'chat']);
  });

  it('give everything the whole text where words do not match', () => {
    assert.deepEqual(
      parts('le chat', coarseOffsets(['▁a', '▁b', '▁c'], 'le chat')),
      Array(3).fill('le chat'),
    );
  });
});
