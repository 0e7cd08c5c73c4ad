import { parameter, type ScoreParameters } from '../attention/scoreFunction';
import { scoreFunctions } from '../attention/scoreFunctions';
import type { AlignmentScoreName } from '../attention/scoreName';
import { shortest } from '../attention/scores/contentBased';
import { GraphDraft } from '../runtime/graphDraft';
import type { GraphValue } from '../runtime/onnxGraph';
import { addProduct } from './matrixProduct';

/** What stands for the energy of a position where no source token is. */
export const masked = -1e30;

/**
 * The attention of n sentences as a graph: what `attend` of src/attention computes of each, in single precision and
 * many times as fast. The equations and where they are from stand there. Sentences are filled up to S positions, where
 * `mask` is 0 on source tokens and `masked` elsewhere.
 *
 *     query q_t [n, hidden], keys [n, S, k], annotations h [n, S, hidden], mask [n, S]
 *         -> energies e_t [n, S], weights a_t [n, S], context c_t [n, hidden]
 *
 * *Location* does not look at keys, and has none.
 */
export function attentionGraph(
  score: AlignmentScoreName,
  parameters: ScoreParameters,
  hidden: number,
): Uint8Array {
  const draft = new GraphDraft();
  const projection = scoreFunctions[score].projections(parameters).query;
  const asked = projection === null ? 'query' : addProduct(draft, 'query', projection);
  const energies = draft.add('Add', [energiesOf[score](draft, asked, parameters), 'mask']);
  const weights = draft.add('Softmax', [energies], { axis: 1 });
  const row = draft.add('Unsqueeze', [weights, draft.integers(1)]);
  const context = draft.add('Squeeze', [draft.add('MatMul', [row, 'annotations']), draft.integers(1)]);
  const value = (name: string, ...shape: (number | string)[]): GraphValue => ({ name, type: 'float', shape });
  const keys = score === 'location' ? [] : [value('keys', 'n', 'S', 'k')];
  return draft.bytes(
    [value('query', 'n', hidden), ...keys, value('annotations', 'n', 'S', hidden), value('mask', 'n', 'S')],
    {
      [energies]: value('energies', 'n', 'S'),
      [weights]: value('weights', 'n', 'S'),
      [context]: value('context', 'n', hidden),
    },
  );
}

/** Energies `[n, S]` of queries as the score function compares them, `[n, k]`, with keys. */
type Energies = (draft: GraphDraft, asked: string, parameters: ScoreParameters) => string;

const throughTanh: Energies = (draft, asked, parameters) => {
  const v = parameter(parameters, 'v');
  const everywhere = draft.add('Unsqueeze', [asked, draft.integers(1)]);
  const hidden = draft.add('Tanh', [draft.add('Add', ['keys', everywhere])]);
  const energies = draft.add('MatMul', [hidden, draft.constant([v.columns, 1], v.data)]);
  return draft.add('Squeeze', [energies, draft.integers(2)]);
};

const dotProducts: Energies = (draft, asked) => {
  const column = draft.add('Unsqueeze', [asked, draft.integers(2)]);
  return draft.add('Squeeze', [draft.add('MatMul', ['keys', column]), draft.integers(2)]);
};

const energiesOf: Readonly<Record<AlignmentScoreName, Energies>> = {
  additive: throughTanh,
  concat: throughTanh,
  general: dotProducts,
  dot: dotProducts,
  'scaled-dot': (draft, asked, parameters) => {
    const scale = draft.number(1 / Math.sqrt(parameter(parameters, 'W_K').rows));
    return draft.add('Mul', [dotProducts(draft, asked, parameters), scale]);
  },
  // Keys are annotations of length 1.
  'content-based': (draft, asked, parameters) => {
    const beta = draft.number(parameter(parameters, 'beta').data[0] ?? NaN);
    const length = draft.add('ReduceL2', [asked], { axes: [1], keepdims: 1 });
    const unit = draft.add('Div', [asked, draft.add('Max', [length, draft.number(shortest)])]);
    return draft.add('Mul', [dotProducts(draft, unit, parameters), beta]);
  },
  location: (draft, asked, parameters) => {
    const all = addProduct(draft, asked, parameter(parameters, 'W'));
    return draft.add('Slice', [all, draft.integers(0, 0), draft.add('Shape', ['mask'])]);
  },
};
