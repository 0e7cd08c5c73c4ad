import assert from 'node:assert/strict';
import { typography } from '../../../src/text/typography';

describe('typography', () => {
  it('leaves English as it is', () => {
    assert.equal(typography('He said "yes" : no ?', 'Il dit « oui » : non ?', 'en'), 'He said "yes" : no ?');
  });

  it('gives French its quotes back, if its source had more than a typewriter’s', () => {
    assert.equal(
      typography('Il dit "oui" et "non".', 'He said “yes” and “no”.', 'fr'),
      'Il dit «\u00a0oui\u00a0» et «\u00a0non\u00a0».',
    );
    assert.equal(typography('Il dit "oui".', 'He said "yes".', 'fr'), 'Il dit "oui".');
  });

  it('takes quotes with blanks inside for what they are', () => {
    assert.equal(typography('Il dit " oui ".', 'He said "yes".', 'fr'), 'Il dit «\u00a0oui\u00a0».');
  });

  it('does not guess where a quote has no partner, or nothing inside', () => {
    assert.equal(typography('Il dit "oui.', 'He said “yes.', 'fr'), 'Il dit "oui.');
    assert.equal(typography('Un "" vide.', 'An “” empty one.', 'fr'), 'Un "" vide.');
  });

  it('keeps a mark with the word before it', () => {
    assert.equal(
      typography('Où ? Là ! Oui ; non : si', 'x', 'fr'),
      'Où\u202f? Là\u202f! Oui\u202f; non\u00a0: si',
    );
    assert.equal(typography('Où? à 10:30', 'x', 'fr'), 'Où? à 10:30');
  });
});
