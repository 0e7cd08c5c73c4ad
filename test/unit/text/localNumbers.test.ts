import assert from 'node:assert/strict';
import { localNumber } from '../../../src/text/localNumbers';

describe('a number in another language', () => {
  for (const [from, to, text, expected] of [
    ['fr', 'en', '2 000 000', '2,000,000'],
    ['fr', 'en', '1\u00a0234\u202f567,89', '1,234,567.89'],
    ['fr', 'en', '12,5', '12.5'],
    ['fr', 'en', '19 h 30', '19:30'],
    ['fr', 'en', '9h05', '9:05'],
    ['fr', 'en', '12,50 €', '€12.50'],
    ['fr', 'en', '2\u202f500\u00a0€', '€2,500'],
    ['fr', 'en', '3 M€', '€3M'],
    ['fr', 'en', '23,5 °C', '23.5 °C'],
    ['fr', 'en', '3,5 Go', '3.5 GB'],
    ['fr', 'en', '9 h', '9 h'],
    ['en', 'fr', '€12.50', '12,50\u00a0€'],
    ['en', 'fr', '$1,234.50', '1\u202f234,50\u00a0$'],
    ['en', 'fr', '£2M', '2\u00a0M£'],
    ['en', 'fr', '1.80 m', '1,80\u00a0m'],
    ['en', 'fr', '1.5km', '1,5km'],
    ['en', 'fr', '3.5 GB', '3,5\u00a0Go'],
    ['en', 'fr', '7:30 pm', '19\u00a0h\u00a030'],
    ['en', 'fr', '5p.m.', '17\u00a0h'],
    ['en', 'fr', '12 a.m', '0\u00a0h'],
    ['en', 'fr', '12 pm', '12\u00a0h'],
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
    ['en', 'fr', '17 pm', '17 pm'],
    ['en', 'fr', '1.500 km', '1.500\u00a0km'],
    ['en', 'fr', '1990', '1990'],
    ['fr', 'de', '12,5', '12,5'],
  ] as const) {
    it(`${from} to ${to}: ${text}`, () => {
      assert.equal(localNumber(text, from, to), expected);
    });
  }
});
