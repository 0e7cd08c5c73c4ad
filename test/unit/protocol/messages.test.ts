import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asHypothesis } from '../../../src/protocol/hypotheses';
import { parseHostMessage, parsePageMessage, type PageMessage } from '../../../src/protocol/messages';
import type { PanelState } from '../../../src/protocol/panelState';
import { modelChoice } from '../../support/fakeEngine';
import { seeded } from '../../support/properties';
import { sampleTranslation } from '../../support/translations';

const state: PanelState = {
  models: [{ ...modelChoice('fr-en', 'luong'), scores: ['dot', 'none'] }],
  direction: 'auto',
  family: 'luong',
  used: 'fr-en',
  isDetected: true,
  score: 'dot',
  beam: 1,
  translation: sampleTranslation(),
  sentence: 0,
  sentenceCount: 1,
  position: 2,
  busy: null,
  error: null,
  memory: {
    version: 2,
    direction: 'auto',
    family: 'luong',
    assumed: 'fr-en',
    score: 'dot',
    beam: 1,
    hypothesis: 0,
    sentences: [{ text: 'bonjour', language: 'fr', origin: { uri: 'untitled:1', offset: 0 } }],
    sentence: 0,
    position: null,
  },
};

describe('messages to the page', () => {
  it('arrive as they were sent, through JSON', () => {
    const message = { type: 'show', state };
    assert.deepEqual(parseHostMessage(JSON.parse(JSON.stringify(message))), message);
  });

  const broken: [string, unknown][] = [
    ['an unknown score function', { ...state, score: 'magic' }],
    ['a weight that is no number', { ...state, translation: withWeights([Number.NaN, 1]) }],
    ['weights outside 0..1', { ...state, translation: withWeights([1.5, -0.5]) }],
    ['a row that does not fit the source', { ...state, translation: withWeights([1]) }],
    ['a negative position', { ...state, position: -1 }],
    ['a position behind the last step', { ...state, position: 3 }],
    ['a beam of nothing', { ...state, beam: 0 }],
    ['a beam beyond measure', { ...state, beam: 13 }],
    ['a hypothesis that was not found', { ...state, translation: withBeam(2, 2) }],
    ['a beam without an end to its numbers', { ...state, translation: withBeam(2, 0, -Infinity) }],
    ['a memory of another version', { ...state, memory: { ...state.memory, version: 3 } }],
  ];
  for (const [what, value] of broken) {
    it(`are refused with ${what}`, () => {
      assert.equal(parseHostMessage({ type: 'show', state: value }), null);
    });
  }
});

describe('a translation with hypotheses', () => {
  it('goes to the page with the rows of the one that is shown, and what the others are chosen by', () => {
    const message = { type: 'show', state: { ...state, beam: 3, translation: withBeam(3, 1) } };
    const parsed = parseHostMessage(JSON.parse(JSON.stringify(message)));
    assert.deepEqual(parsed, message);
    const text = JSON.stringify(message);
    assert.equal(text.split('"weights"').length - 1, 2, 'two steps of one hypothesis');
  });
});

describe('messages from the page', () => {
  const messages: PageMessage[] = [
    { type: 'ready', memory: state.memory },
    { type: 'ready', memory: null },
    { type: 'changeScore', score: 'scaled-dot' },
    { type: 'changeDirection', direction: 'en-fr' },
    { type: 'changeFamily', family: 'bahdanau' },
    { type: 'changeBeam', beam: 12 },
    { type: 'showHypothesis', hypothesis: 3 },
    { type: 'showSentence', sentence: 2 },
    { type: 'moveTo', position: 0 },
    { type: 'highlight', row: 1, column: null },
    { type: 'cancel' },
    { type: 'retry' },
    { type: 'translateSelection' },
    { type: 'failed', message: 'oops' },
  ];
  for (const message of messages) {
    it(`${message.type} arrives as it was sent`, () => {
      assert.deepEqual(parsePageMessage(JSON.parse(JSON.stringify(message))), message);
    });
  }

  it('of any other shape are refused, whatever they are', () => {
    const types = new Set<string>(messages.map(({ type }) => type));
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const type: unknown =
          typeof value === 'object' && value !== null && 'type' in value ? value.type : null;
        fc.pre(typeof type !== 'string' || !types.has(type));
        assert.equal(parsePageMessage(value), null);
        assert.equal(parseHostMessage(value), null);
      }),
      seeded,
    );
  });

  it('with what a page kept before there were directions are brought up to date', () => {
    const place = { score: 'dot', sentence: 0, position: 1 } as const;
    const sentences = [{ text: 'bonjour', origin: null }];
    const message = (model: string) =>
      parsePageMessage({ type: 'ready', memory: { version: 1, model, ...place, sentences } });
    const memory = {
      ...{ version: 2, direction: 'auto', family: 'bahdanau', assumed: 'fr-en', ...place },
      ...{ beam: 1, hypothesis: 0 },
      sentences: [{ text: 'bonjour', language: 'fr', origin: null }],
    };
    assert.deepEqual(message('fr-en-bahdanau'), { type: 'ready', memory });
    assert.deepEqual(message('of-my-own'), { type: 'ready', memory: { ...memory, family: 'luong' } });
  });

  it('with what a page kept before there were beams are brought up to date', () => {
    const kept = Object.entries(state.memory!).filter(([name]) => name !== 'beam' && name !== 'hypothesis');
    const message = { type: 'ready', memory: Object.fromEntries(kept) };
    assert.deepEqual(parsePageMessage(message), { type: 'ready', memory: state.memory });
  });

  it('with a fraction, a negative or an endless number are refused', () => {
    for (const position of [0.5, -1, Infinity, Number.NaN, '1', null]) {
      assert.equal(parsePageMessage({ type: 'moveTo', position }), null);
    }
  });
});

function withWeights(weights: number[]): PanelState['translation'] {
  const translation = sampleTranslation();
  return { ...translation, steps: translation.steps.map((step) => ({ ...step, weights })) };
}

/** One of several equal hypotheses. */
function withBeam(width: number, shown: number, score = -0.5) {
  const { targetText, missing, repeated, steps, complete } = sampleTranslation();
  const hypothesis = { targetText, missing, repeated, steps, complete, logProbability: -1, score };
  const hypotheses = Array.from({ length: width }, () => hypothesis);
  const beam = { width, lengthPenalty: 1, shown: 0, hypotheses };
  const translation = asHypothesis(sampleTranslation({ decoding: 'beam', beam }), shown);
  return translation.beam === null ? translation : { ...translation, beam: { ...translation.beam, shown } };
}
