import {
  eachOnce,
  mostTurns,
  withoutEndlessCycles,
  type OnceToken,
  type TokenRules,
} from '../decoding/tokenRules';
import type { SourceToken, TargetToken } from '../protocol/translation';
import { withoutCapitals } from '../text/capitals';
import { localNumber } from '../text/localNumbers';
import { isNameOf, namesToCarry } from '../text/names';
import { noPlaceholders, placeholderOfPiece, placeholdersOf } from '../text/placeholders';
import {
  protect,
  protectLike,
  restore,
  unprotected,
  type CarriedSpan,
  type ProtectedText,
  type Protection,
} from '../text/protect';
import type { Tokenizer } from '../text/tokenizer';
import { typography } from '../text/typography';
import { wellFormed } from '../text/wellFormed';
import { EngineError } from './engineError';
import type { Manifest } from './manifest';

/** What preparing a sentence needs of a loaded bundle. */
export interface TextBundle {
  readonly manifest: Manifest;
  readonly tokenizer: Tokenizer;
}

/** A sentence on its way into a model, and all that is needed to make text of what comes out. */
export interface PreparedSentence {
  /** As it was given. */
  readonly text: string;
  /** With placeholders and, if it was in capitals, in its usual letters: as the model reads it. */
  readonly protected: ProtectedText;
  /** Whether it was in capitals, as its translation will be. */
  readonly isInCapitals: boolean;
  /** What each placeholder stands for in the translation: numbers are written as its language does. */
  readonly carried: readonly CarriedSpan[];
  /** Token ids, the end of the sentence included. */
  readonly ids: readonly number[];
  /** Which tokens decoding must not choose. */
  readonly rules: TokenRules;
}

/** The text of a translation, and what of its source did not get there. */
export interface FinishedSentence {
  readonly targetText: string;
  /** What was to be carried over and was not, as the text it is. */
  readonly missing: string[];
  /** What was carried over more than once. */
  readonly repeated: string[];
}

/** A translation that somebody gave, to be forced on the model. */
export interface PreparedTarget {
  /** As it was given. */
  readonly text: string;
  /** With the placeholders of its source; its `originalRange` leads from tokens to the text. */
  readonly protected: ProtectedText;
  /** Token ids, the end of the sentence included. */
  readonly ids: readonly number[];
}

/** How often in a row a translation may say the same without the source doing so: as in `...` and `no, no, no`. */
const leastTurns = 3;

/** No token has more characters than this; what is beyond any limit need not be cut into tokens to know that. */
const longestToken = 128;

/** @throws EngineError `empty-text` or `too-long`. */
export function prepareSentence(bundle: TextBundle, text: string): PreparedSentence {
  const { tokenizer, manifest } = bundle;
  const { maxSourceLength } = manifest.sizes;
  if (text.length > longestToken * maxSourceLength) {
    throw new EngineError(
      'too-long',
      `The text has ${text.length} characters; this model takes ${maxSourceLength} tokens at most ` +
        '(a token is a word, or a part of one). Select a single sentence.',
    );
  }
  const asWritten = protect(wellFormed(text), protectionOf(bundle));
  const small = withoutCapitals(asWritten.text, manifest.source.language, tokenizer.rankOf);
  const protectedText = small === null ? asWritten : { ...asWritten, text: small };
  const ids = tokenizer.encode(protectedText.text);
  if (ids.length < 2)
    throw new EngineError('empty-text', 'There is no text to translate: select a sentence.');
  if (ids.length > maxSourceLength) {
    throw new EngineError(
      'too-long',
      `The sentence has ${ids.length} tokens; this model takes ${maxSourceLength} at most. ` +
        'Select a shorter sentence, or a part of this one.',
    );
  }
  const carried = protectedText.spans.map((span) => ({
    ...span,
    text: localNumber(span.text, manifest.source.language, manifest.target.language),
  }));
  return {
    ...{ text, protected: protectedText, isInCapitals: small !== null },
    ...{ carried, ids, rules: rulesFor(bundle, carried, ids) },
  };
}

/** The source's tokens with their places in the sentence as it was given. */
export function sourceTokens({ tokenizer }: TextBundle, prepared: PreparedSentence): SourceToken[] {
  const { text, spans, originalRange } = prepared.protected;
  return tokenizer.sourceTokens(text).map((token) => ({ ...asShown(token, spans), ...originalRange(token) }));
}

/** A produced token, or one that could have been, as it is shown: a placeholder as what it stands for. */
export function targetToken(
  { tokenizer }: TextBundle,
  prepared: PreparedSentence,
  id: number,
  first: boolean,
): TargetToken {
  return asShown(tokenizer.token(id, first), prepared.carried);
}

/** @param ids the produced tokens, special ones or not */
export function finishSentence(
  { tokenizer, manifest }: TextBundle,
  prepared: PreparedSentence,
  ids: readonly number[],
): FinishedSentence {
  const { carried, text, isInCapitals } = prepared;
  const { spans } = prepared.protected;
  const times = (span: CarriedSpan): number => {
    const own = tokenizer.placeholderIds(span.placeholder);
    return ids.filter((id) => own.includes(id)).length;
  };
  const written = typography(tokenizer.decode(ids), text, manifest.target.language);
  return {
    targetText: restore(isInCapitals ? written.toUpperCase() : written, carried),
    missing: namesOf(spans.filter((span) => times(span) === 0)),
    repeated: namesOf(spans.filter((span) => times(span) > 1)),
  };
}

/** A given translation as the model would have written it: what its source carries over stands there as placeholders. */
export function prepareTarget(
  { tokenizer, manifest }: TextBundle,
  prepared: PreparedSentence,
  target: string,
): PreparedTarget {
  const clean = wellFormed(target);
  const protectedText =
    prepared.carried.length === 0
      ? unprotected(clean)
      : protectLike(
          clean,
          protectionOf({ tokenizer, manifest }),
          ...[prepared.carried, prepared.protected.spans],
        );
  return { text: target, protected: protectedText, ids: tokenizer.encode(protectedText.text) };
}

/** What spans are called in a sentence about them; the two marks of a pair are one thing. */
function namesOf(spans: readonly CarriedSpan[]): string[] {
  return spans.flatMap((span) => {
    const other = spans.find(({ kind, number }) => number === span.number && kind === partner[span.kind]);
    if (other === undefined) return [span.text];
    return span.kind === 'open' ? [`${span.text}…${other.text}`] : [];
  });
}

const partner = { copy: null, open: 'close', close: 'open' } as const;

function asShown<T extends TargetToken>(token: T, spans: readonly CarriedSpan[]): T {
  const placeholder = placeholderOfPiece(token.piece);
  const span = spans.find((candidate) => candidate.placeholder === placeholder);
  return span === undefined ? token : { ...token, text: span.text, carried: true };
}

function protectionOf({ tokenizer, manifest }: TextBundle): Protection {
  return {
    limits: manifest.placeholders ?? noPlaceholders,
    writes: (text) => tokenizer.writes(text),
    findNames: namesToCarry(isNameOf(manifest.source.language, (word) => tokenizer.rankOf(word) !== null)),
  };
}

function rulesFor(
  { tokenizer, manifest }: TextBundle,
  spans: readonly CarriedSpan[],
  source: readonly number[],
): TokenRules {
  const all = placeholdersOf(manifest.placeholders ?? noPlaceholders);
  const ids = (character: string) => tokenizer.placeholderIds(character);
  const allowed = spans.map((span): OnceToken => {
    const opening = spans.find(({ kind, number }) => kind === 'open' && number === span.number);
    const own = ids(span.placeholder);
    return span.kind === 'close' && opening !== undefined
      ? { ids: own, after: ids(opening.placeholder) }
      : { ids: own };
  });
  const placeholders = eachOnce(new Set(all.flatMap(ids)), allowed);
  return withoutEndlessCycles(placeholders, Math.max(leastTurns, mostTurns(source)));
}
