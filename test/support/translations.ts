import type { TranslationResult } from '../../src/protocol/translation';

/** A well-formed translation of two source tokens into two; made up, for tests of what carries it around. */
export function sampleTranslation(overrides: Partial<TranslationResult> = {}): TranslationResult {
  const end = { id: 2, piece: '</s>', text: '</s>', startsWord: true };
  const hello = { id: 7, piece: '▁hello', text: 'hello', startsWord: true };
  return {
    model: 'fr-en-luong',
    modelName: 'French → English, Luong',
    family: 'luong',
    score: 'dot',
    decoding: 'greedy',
    sourceText: 'bonjour',
    sourceTokens: [
      { id: 5, piece: '▁bonjour', text: 'bonjour', startsWord: true, start: 0, end: 7 },
      { ...end, start: 7, end: 7 },
    ],
    targetText: 'hello',
    missing: [],
    repeated: [],
    steps: [
      {
        token: hello,
        logProbability: -0.1,
        energies: [2, -1],
        weights: [0.95, 0.05],
        candidates: [{ ...hello, logProbability: -0.1 }],
      },
      {
        token: end,
        logProbability: -0.2,
        energies: [-1, 2],
        weights: [0.05, 0.95],
        candidates: [{ ...end, logProbability: -0.2 }],
      },
    ],
    complete: true,
    beam: null,
    ...overrides,
  };
}
