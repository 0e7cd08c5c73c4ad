import type { ScoreName } from './scoreName';

/** What a person is told about a score function. */
export interface ScoreDescription {
  readonly label: string;
  /** LaTeX, for the panel. */
  readonly equation: string;
  /** The same in plain characters, for quick picks and the terminal. */
  readonly plainEquation: string;
  /** One line: what it does. */
  readonly summary: string;
  /** Paper and section. */
  readonly source: string;
}

export const scoreDescriptions: Readonly<Record<ScoreName, ScoreDescription>> = {
  additive: {
    label: 'Additive',
    equation: String.raw`e_{ti} = \mathbf{v}^\top \tanh(W \mathbf{q}_t + U \mathbf{h}_i)`,
    plainEquation: 'vᵀ tanh(W q + U h)',
    summary: 'A small network with one hidden layer looks at query and annotation together.',
    source: 'Bahdanau et al. 2015, A.1.2',
  },
  concat: {
    label: 'Concat',
    equation: String.raw`e_{ti} = \mathbf{v}^\top \tanh(W [\mathbf{q}_t; \mathbf{h}_i])`,
    plainEquation: 'vᵀ tanh(W [q; h])',
    summary: 'Query and annotation are joined into one vector and go through one layer.',
    source: 'Luong et al. 2015, eq. 8',
  },
  general: {
    label: 'General',
    equation: String.raw`e_{ti} = \mathbf{q}_t^\top W \mathbf{h}_i`,
    plainEquation: 'qᵀ W h',
    summary: 'A learned matrix says which parts of query and annotation belong together.',
    source: 'Luong et al. 2015, eq. 8',
  },
  dot: {
    label: 'Dot',
    equation: String.raw`e_{ti} = \mathbf{q}_t^\top \mathbf{h}_i`,
    plainEquation: 'qᵀ h',
    summary: 'The plain product of query and annotation; nothing of its own to learn.',
    source: 'Luong et al. 2015, eq. 8',
  },
  'scaled-dot': {
    label: 'Scaled dot',
    equation: String.raw`e_{ti} = \frac{(W_Q \mathbf{q}_t)^\top (W_K \mathbf{h}_i)}{\sqrt{k}}`,
    plainEquation: '(W_Q q)ᵀ (W_K h) / √k',
    summary: 'The product of a projected query and a projected key, over the root of their size.',
    source: 'Vaswani et al. 2017, eq. 1 and 3.2.2',
  },
  'content-based': {
    label: 'Content-based (cosine)',
    equation: String.raw`e_{ti} = \beta \cos(\mathbf{q}_t, \mathbf{h}_i)`,
    plainEquation: 'β cos(q, h)',
    summary: 'The angle between query and annotation; their lengths do not count.',
    source: 'Graves et al. 2014, eq. 5 and 6',
  },
  location: {
    label: 'Location',
    equation: String.raw`e_{ti} = (W \mathbf{q}_t)_i`,
    plainEquation: '(W q)ᵢ',
    summary: 'Scores positions from the query alone: it never looks at the source words.',
    source: 'Luong et al. 2015, eq. 8',
  },
  none: {
    label: 'None (fixed context)',
    equation: String.raw`\mathbf{c}_t = \mathbf{c}`,
    plainEquation: 'c = the final state of the encoder',
    summary: 'No attention: every word is produced from one fixed summary of the sentence.',
    source: 'Sutskever et al. 2014',
  },
};
