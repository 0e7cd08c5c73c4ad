import assert from 'node:assert/strict';
import { localNumber } from '../../../src/text/localNumbers';

describe('a number in another language', () => {
  for (const [from, to, text, expected] of [
    ['fr', 'en', '2 000 000', '2,000,000'],
    ['fr', 'en', '1\u00a0234\u202f567,89', '1,234,567.89'],
    ['fr', 'en', '12,5', '12.5'],
    ['fr', 'en', '19 h 30', '19:30'],
    ['fr', 'en', '9h05', '9:05'],
    ['en', 'fr', '1,234,567.89', '1\u202f234\u202f567,89'],
    ['en', 'fr', '15,000', '15\u202f000'],
    // Not certain, or no such number at all.
    ['fr', 'en', '1,500', '1,500'],
    ['fr', 'en', '1,2,3', '1,2,3'],
    ['fr', 'en', '06 12 34 56 78', '06 12 34 56 78'],
    ['fr', 'en', 'v1,2', 'v1,2'],
    ['fr', 'en', '192h30', '192h30'],
    ['en', 'fr', '19:30', '19:30'],
    ['en', 'fr', '3.11', '3.11'],
    ['en', 'fr', '1990', '1990'],
    ['fr', 'de', '12,5', '12,5'],
  ] as const) {
    it(`${from} to ${to}: ${text}`, () => {
      assert.equal(localNumber(text, from, to), expected);
    });
  }
});
