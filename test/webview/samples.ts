// Test data, made up for the tests of the page: a plausible alignment, but nothing that a model computed.
import { asHypothesis } from '../../src/protocol/hypotheses';
import type {
  Family,
  SourceToken,
  Translation,
  TranslationResult,
  TranslationStep,
} from '../../src/protocol/translation';
import { scoreNames, type ScoreName } from '../../src/attention/scoreName';
import { directionLabels, familyLabels, modelIdOf, type Direction } from '../../src/protocol/direction';
import type { PanelState } from '../../src/protocol/panelState';
import { modelChoice } from '../support/fakeEngine';

/** Tokens written as in a vocabulary: `▁` before each word. */
export interface SampleSentence {
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** For each produced token, the source tokens (by index) that it is about. */
  readonly alignment: readonly (readonly number[])[];
}

export const witch: SampleSentence = {
  source: ['▁La', '▁maison', '▁de', '▁la', '▁sor', 'cière', '▁est', '▁désert', 'e', '.', '</s>'],
  target: ['▁The', '▁wit', 'ch', '’s', '▁house', '▁is', '▁de', 'serted', '.', '</s>'],
  alignment: [[0, 3], [4], [5, 4], [2, 5], [1], [6], [7, 8], [7, 8], [9], [10, 9]],
};

export const economy: SampleSentence = {
  source: [
    '▁L',
    '’',
    'accord',
    '▁sur',
    '▁la',
    '▁zone',
    '▁économique',
    '▁européenne',
    '▁a',
    '▁été',
    '▁signé',
    '▁en',
    '▁août',
    '▁1992',
    '.',
    '</s>',
  ],
  target: [
    '▁The',
    '▁agreement',
    '▁on',
    '▁the',
    '▁European',
    '▁Economic',
    '▁Area',
    '▁was',
    '▁signed',
    '▁in',
    '▁August',
    '▁1992',
    '.',
    '</s>',
  ],
  alignment: [[0, 1], [2], [3], [4], [7], [6], [5], [8, 9], [10, 9], [11], [12], [13], [14], [15]],
};

export const short: SampleSentence = {
  source: ['▁Il', '▁pleut', '.', '</s>'],
  target: ['▁It', '▁is', '▁raining', '.', '</s>'],
  alignment: [[0], [1], [1], [2], [3]],
};

export const raining: SampleSentence = {
  source: ['▁It', '▁is', '▁raining', '.', '</s>'],
  target: ['▁Il', '▁pleut', '.', '</s>'],
  alignment: [[0], [2, 1], [3], [4]],
};

/** What documents and vocabularies can hold: markup, other scripts, things that cannot be seen. */
export const hostile: SampleSentence = {
  source: [
    '▁<img',
    '▁src=x>',
    '▁مرحبا',
    '▁\u{1f469}\u{200d}\u{1f4bb}',
    '▁é\u0301',
    '\u0301\u0302',
    '▁a\u0000b\tc',
    '▁\u202eevil',
    '▁',
    '▁\ud800',
    '▁Donaudampfschifffahrtsgesellschaftskapitän',
    '</s>',
  ],
  target: [
    '▁<script>',
    '▁&amp;',
    '▁שלום',
    '▁中文',
    '▁antidisestablishmentarianism',
    's',
    '▁"\u0007"',
    '</s>',
  ],
  alignment: [[0], [1], [2], [3], [10], [10], [6], [11]],
};

/** A number in 0..1 that is always the same for the same place. */
export function noise(a: number, b: number): number {
  const value = Math.sin(a * 127.1 + b * 311.7 + 17.3) * 43758.5453;
  return value - Math.floor(value);
}

function textOf(piece: string): string {
  return piece.replace(/^▁/u, '');
}

function token(piece: string, id: number) {
  return { id, piece, text: textOf(piece), startsWord: piece.startsWith('▁') };
}

function sourceTokens(pieces: readonly string[]): { text: string; tokens: SourceToken[] } {
  let text = '';
  const tokens = pieces.map((piece, index) => {
    if (piece === '</s>') return { ...token(piece, 2), start: text.length, end: text.length };
    if (piece.startsWith('▁') && text !== '') text += ' ';
    const start = text.length;
    text += textOf(piece);
    return { ...token(piece, 100 + index), start, end: text.length };
  });
  return { text, tokens };
}

export function softmax(energies: readonly number[]): number[] {
  const largest = Math.max(...energies);
  const powers = energies.map((energy) => Math.exp(energy - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

const alternatives = ['▁a', '▁of', '▁that', '▁to', '▁home', '▁was', ',', 's', '▁it', '▁empty', '▁mansion'];

function candidates(pieces: readonly string[], row: number): TranslationStep['candidates'] {
  const chosen = pieces[row] ?? '';
  const first = 0.55 + 0.4 * noise(row, 7);
  let rest = 1 - first;
  return [chosen, ...alternatives.filter((piece) => piece !== chosen).slice(0, 9)].map((piece, index) => {
    const probability = index === 0 ? first : rest * 0.45;
    if (index > 0) rest -= probability;
    const id = index === 0 ? 500 + row : 900 + index;
    return { ...token(piece, id), logProbability: Math.log(probability) };
  });
}

export interface SampleOptions {
  readonly score?: ScoreName;
  readonly family?: Family;
  readonly complete?: boolean;
  readonly direction?: Direction;
}

/** A translation whose every number follows from the sample, the same each time. */
export function makeTranslation(sample: SampleSentence, options: SampleOptions = {}): TranslationResult {
  const { score = 'additive', family = 'bahdanau', complete = true, direction = 'fr-en' } = options;
  const { text, tokens } = sourceTokens(sample.source);
  const steps = sample.target.map((piece, row): TranslationStep => {
    const about = sample.alignment[row] ?? [];
    const energies = tokens.map((_, column) => {
      const place = about.indexOf(column);
      const peak = place < 0 ? 0 : 5.4 - 1.3 * place;
      return peak + 2.2 * noise(row, column) - 1.6 + (score === 'dot' ? 1.5 * noise(column, row) : 0);
    });
    const list = candidates(sample.target, row);
    return {
      token: token(piece, 500 + row),
      logProbability: list[0]?.logProbability ?? 0,
      energies: score === 'none' ? null : energies,
      weights: score === 'none' ? null : softmax(energies),
      candidates: list,
    };
  });
  const targetText = sample.target
    .filter((piece) => piece !== '</s>')
    .join('')
    .replaceAll('▁', ' ')
    .trim();
  return {
    model: modelIdOf(direction, family),
    modelName: `${directionLabels[direction]} (${familyLabels[family]})`,
    family,
    score,
    decoding: 'greedy',
    sourceText: text,
    sourceTokens: tokens,
    targetText,
    missing: [],
    repeated: [],
    steps,
    complete,
    beam: null,
  };
}

/** What a beam might find of a sentence: translations of the same source, the best first. */
export function makeBeam(
  samples: readonly SampleSentence[],
  shown = 0,
  { width = samples.length, ...options }: SampleOptions & { readonly width?: number } = {},
): Translation {
  const all = samples.map((sample) => makeTranslation(sample, options));
  const [best] = all;
  if (best === undefined) throw new Error('A beam has one hypothesis at least.');
  const lengthPenalty = 1;
  const hypotheses = all.map(({ targetText, missing, repeated, steps, complete }, rank) => {
    const logProbability = -0.8 - 0.9 * rank - noise(rank, 5);
    const score = logProbability / ((5 + steps.length) / 6) ** lengthPenalty;
    return { targetText, missing, repeated, steps, complete, logProbability, score };
  });
  const beam = { width, lengthPenalty, shown: 0, hypotheses };
  return asHypothesis({ ...best, decoding: 'beam', beam }, shown);
}

/** Four ways to say it. */
export const witchBeam: readonly SampleSentence[] = [
  witch,
  {
    ...witch,
    target: ['▁The', '▁wit', 'ch', '’s', '▁house', '▁is', '▁empty', '.', '</s>'],
    alignment: [[0, 3], [4], [5, 4], [2, 5], [1], [6], [7, 8], [9], [10, 9]],
  },
  {
    ...witch,
    target: ['▁The', '▁house', '▁of', '▁the', '▁wit', 'ch', '▁is', '▁de', 'serted', '.', '</s>'],
    alignment: [[0], [1], [2], [3], [4], [5, 4], [6], [7, 8], [7, 8], [9], [10, 9]],
  },
  {
    ...witch,
    target: ['▁The', '▁house', '▁is', '▁de', 'serted', '.', '</s>'],
    alignment: [[0], [1], [6], [7, 8], [7, 8], [9], [10, 9]],
  },
];

/** A sentence of any length, aligned along the diagonal. */
export function longSample(columns: number, rows: number): SampleSentence {
  const words = [
    '▁alors',
    '▁que',
    '▁le',
    '▁gouvern',
    'ement',
    '▁fran',
    'çais',
    '▁a',
    '▁décidé',
    '▁hier',
    '▁soir',
  ];
  const others = [
    '▁while',
    '▁the',
    '▁French',
    '▁govern',
    'ment',
    '▁decided',
    '▁last',
    '▁night',
    '▁to',
    '▁act',
  ];
  const take = (list: readonly string[], count: number) =>
    Array.from({ length: count }, (_, i) => (i === count - 1 ? '</s>' : (list[i % list.length] ?? '▁a')));
  const alignment = Array.from({ length: rows }, (_, row) => [
    Math.min(columns - 1, Math.round((row * (columns - 1)) / Math.max(1, rows - 1) + 2 * noise(row, 1) - 1)),
  ]);
  return { source: take(words, columns), target: take(others, rows), alignment };
}

export const allScores: ScoreName[] = [...scoreNames];

export function makePanel(translation: Translation | null, changes: Partial<PanelState> = {}): PanelState {
  const score = translation?.score ?? 'additive';
  const text = translation?.sourceText ?? '';
  const family = translation?.family ?? 'luong';
  const used = translation === null ? null : translation.model.startsWith('en') ? 'en-fr' : 'fr-en';
  const position = changes.position ?? translation?.steps.length ?? 0;
  return {
    models: [
      modelChoice('fr-en', 'luong'),
      modelChoice('fr-en', 'bahdanau'),
      modelChoice('en-fr', 'luong'),
      modelChoice('en-fr', 'bahdanau'),
    ],
    direction: 'auto',
    family,
    score,
    beam: translation?.beam?.width ?? 1,
    used,
    isDetected: used !== null,
    translation,
    sentence: 0,
    sentenceCount: 1,
    busy: null,
    error: null,
    memory: translation && {
      version: 2,
      direction: 'auto',
      family,
      assumed: 'fr-en',
      score,
      beam: translation.beam?.width ?? 1,
      hypothesis: translation.beam?.shown ?? 0,
      sentences: [{ text, language: 'fr', origin: { uri: 'file:///sample.md', offset: 0 } }],
      sentence: 0,
      position: position === translation.steps.length ? null : position,
    },
    ...changes,
    position,
  };
}

/** A sentence that no model translates from. */
export function germanPanel(): PanelState {
  const message =
    'This looks like German. The models translate French and English. ' +
    'Choose a direction to translate it anyway.';
  return makePanel(null, {
    error: { message, remedy: 'direction' },
    memory: {
      version: 2,
      direction: 'auto',
      family: 'luong',
      assumed: 'fr-en',
      score: 'additive',
      beam: 1,
      hypothesis: 0,
      sentences: [{ text: 'Wo ist der Bahnhof?', language: 'de', origin: null }],
      sentence: 0,
      position: null,
    },
  });
}
