import { namesToCarry } from '../../../src/text/names';
import { mostPlaceholders } from '../../../src/text/placeholders';
import { protect, type ProtectedText } from '../../../src/text/protect';
import { Tokenizer } from '../../../src/text/tokenizer';
import { withPlaceholderPieces } from '../../support/placeholders';
import { fileOf, modelIds } from '../model/support';

const definition = JSON.parse(Buffer.from(fileOf(modelIds[0]!, 'tokenizer.json')).toString('utf8')) as object;
const tokenizer = new Tokenizer(withPlaceholderPieces(definition), { pad: 0, begin: 1, end: 2 });

/** With the vocabulary that ships, and two names. */
export const protection = {
  limits: mostPlaceholders,
  writes: (text: string) => tokenizer.writes(text),
  findNames: namesToCarry((word) => /^(?:Dup|Dur)/.test(word)),
};

export const protectAll = (text: string): ProtectedText => protect(text, protection);
