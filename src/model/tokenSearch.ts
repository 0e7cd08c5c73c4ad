import { GraphDraft } from '../runtime/graphDraft';
import { castTo, type GraphValue } from '../runtime/onnxGraph';
import type { Graph, Runtime } from '../runtime/runtime';
import { of, type StepInputs } from './decoderFamily';
import type { Manifest } from './manifest';
import type { Read, RecurrentModel } from './recurrentModel';
import { rows, stacked } from './recurrentBatch';
import type { StoredTensor } from './safetensors';
import {
  blockSize,
  blocksOf,
  LikeliestToken,
  roundFeatures,
  zero,
  type Vocabulary,
} from '../decoding/likeliestToken';

type Tensors = ReadonlyMap<string, StoredTensor>;

/** Largest difference between logits here and in the bundle's own readout: single precision, and no more. */
const tolerance = 1e-3;

/**
 * The most probable token after a step, without the probabilities of all the others: the readout up to the features
 * that the output layer is multiplied with, in single precision; then the output layer in integers, four times as
 * fast, which says where the largest logit may be; and there the logits themselves.
 */
export class TokenSearch {
  private constructor(
    private readonly graphs: { readonly features: Graph; readonly maxima: Graph },
    private readonly vocabulary: Vocabulary,
    private readonly likeliest: LikeliestToken,
    private readonly embedding: { readonly scale: number } | null,
  ) {}

  /**
   * Null for a bundle that stores its output layer in another way, or whose readout is not the one that this knows:
   * it is asked, and must have the same logits.
   */
  static async load(
    runtime: Runtime,
    manifest: Manifest,
    tensors: Tensors,
    model: RecurrentModel,
  ): Promise<TokenSearch | null> {
    const vocabulary = vocabularyOf(tensors);
    const features = vocabulary === null ? null : featuresGraph(manifest, tensors, vocabulary);
    if (vocabulary === null || features === null) return null;
    const loaded: Graph[] = [];
    try {
      for (const bytes of [features, maximaGraph(vocabulary)]) loaded.push(await runtime.load(bytes));
      const graphs = { features: of(loaded, 0), maxima: of(loaded, 1) };
      const embedding = manifest.family === 'luong' ? null : { scale: 0.5 * Math.sqrt(vocabulary.features) };
      const search = new TokenSearch(graphs, vocabulary, new LikeliestToken(vocabulary), embedding);
      if (await search.agreesWith(model, manifest.sizes)) return search;
    } catch {
      // Whatever does not fit here, the bundle's own readout says it all, or what is wrong.
    }
    await Promise.all(loaded.map((graph) => graph.dispose()));
    return null;
  }

  /** The most probable token of each that is not among its banned ones. */
  async tokens(
    inputs: readonly StepInputs[],
    banned: readonly ReadonlySet<number>[],
  ): Promise<Read<number>[]> {
    const read = await this.features(inputs);
    const features = read.map(({ value }) => value);
    const { features: width } = this.vocabulary;
    const { rounded, step, errors } = roundFeatures(features);
    const { maxima } = await this.graphs.maxima.run({
      rounded: { data: rounded, shape: [inputs.length, width] },
      step: { data: Float32Array.of(step), shape: [] },
    });
    if (maxima?.length !== inputs.length * blocksOf(this.vocabulary))
      throw new RangeError('Blocks are missing.');
    const all = rows(maxima, inputs.length);
    return read.map(({ value, ...above }, i) => {
      return { ...above, value: this.likeliest.find(of(all, i), value, of(errors, i), of(banned, i)) };
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([this.graphs.features.dispose(), this.graphs.maxima.dispose()]);
  }

  /** What the output layer is multiplied with, `[e]` of each. */
  private async features(inputs: readonly StepInputs[]): Promise<Read<Float32Array>[]> {
    const { previous, ...tensors } = stacked(inputs);
    if (this.embedding !== null && previous !== undefined) tensors['embedded'] = this.embedded(previous.data);
    const { features, next_upper: uppers } = await this.graphs.features.run(tensors);
    if (features?.length !== inputs.length * this.vocabulary.features)
      throw new RangeError('Features are missing.');
    const values = rows(features, inputs.length);
    if (uppers === undefined) return values.map((value) => ({ value }));
    const nextUppers = rows(uppers, inputs.length);
    return values.map((value, i) => ({ value, upper: of(nextUppers, i) }));
  }

  /** Rows of the embedding, which is the output layer too (Press and Wolf 2017), scaled as the graphs do. */
  private embedded(tokens: ArrayLike<number>) {
    const { features: width, integers, scales } = this.vocabulary;
    const data = new Float32Array(tokens.length * width);
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] ?? 0;
      const scale = Math.fround(this.embedding?.scale ?? 0);
      for (let j = 0; j < width; j++) {
        data[i * width + j] = Math.fround((integers[token * width + j] ?? 0) * (scales[token] ?? 0)) * scale;
      }
    }
    return { data, shape: [tokens.length, width] };
  }

  /**
   * Whether the logits of a made-up step differ from the bundle's log-probabilities by one and the same number, and
   * the state above the attention by nothing.
   */
  private async agreesWith(
    model: RecurrentModel,
    { hidden, decoderLayers }: Manifest['sizes'],
  ): Promise<boolean> {
    const wave = (phase: number) =>
      Float32Array.from({ length: hidden }, (_, i) => Math.sin(i * i + phase) / 2);
    const withToken = this.embedding === null ? {} : { previous: model.beginToken };
    const withUpper = decoderLayers === 1 ? {} : { upper: wave(3) };
    const inputs = [{ state: wave(1), context: wave(2), ...withToken, ...withUpper }];
    const { value: logProbabilities, upper } = of(await model.logProbabilities(inputs), 0);
    const { value: features, upper: own } = of(await this.features(inputs), 0);
    if (logProbabilities.length !== this.vocabulary.tokens || upper?.length !== own?.length) return false;
    if (upper?.some((value, i) => !(Math.abs(value - (own?.[i] ?? NaN)) < tolerance))) return false;
    const offset = this.likeliest.logit(0, features) - (logProbabilities[0] ?? NaN);
    return logProbabilities.every(
      (value, token) => Math.abs(this.likeliest.logit(token, features) - value - offset) < tolerance,
    );
  }
}

function vocabularyOf(tensors: Tensors): Vocabulary | null {
  const table = tensors.get('embedding');
  const integers = table?.integers() ?? null;
  const scales = tensors.get('embedding.scale')?.floats();
  const biases = tensors.get('output.bias')?.floats();
  const [tokens, features] = table?.shape ?? [];
  if (integers === null || scales === undefined || biases === undefined) return null;
  if (tokens === undefined || features === undefined) return null;
  if (scales.length !== tokens || biases.length !== tokens) return null;
  return { tokens, features, integers, scales, biases };
}

/** From state and context (and, in the Bahdanau family, the last token) to features: see training/graphs.py, readout. */
function featuresGraph(
  { family, sizes }: Manifest,
  tensors: Tensors,
  { features }: Vocabulary,
): Uint8Array | null {
  const draft = new GraphDraft();
  const parameter = (name: string): string | null => {
    const tensor = tensors.get(name);
    return tensor === undefined ? null : draft.constant(tensor.shape, tensor.floats());
  };
  const [combine, combineBias] = [parameter('combine.W'), parameter('combine.b')];
  const [project, projectBias] = [parameter('project.W'), parameter('project.b')];
  if (combine === null || combineBias === null || project === null || projectBias === null) return null;
  const { hidden } = sizes;
  const seen = [
    { name: 'context', type: 'float', shape: ['n', hidden] },
    { name: 'state', type: 'float', shape: ['n', hidden] },
    ...(family === 'luong' ? [] : [{ name: 'embedded', type: 'float', shape: ['n', features] } as const]),
  ] as const;
  const all = draft.add(
    'Concat',
    seen.map(({ name }) => name),
    { axis: 1 },
  );
  const combined = draft.add('Gemm', [all, combine, combineBias], { transB: 1 });
  const attentional = draft.add('Tanh', [combined]);
  const upper = sizes.decoderLayers === 1 ? null : upperLayer(draft, attentional, parameter, hidden);
  if (upper?.next === null) return null;
  const read = upper === null ? attentional : draft.add('Add', [attentional, upper.next]);
  const projected = draft.add('Gemm', [read, project, projectBias], { transB: 1 });
  return draft.bytes([...seen, ...(upper === null ? [] : [upper.input])], {
    [projected]: { name: 'features', type: 'float', shape: ['n', features] },
    ...(upper === null ? {} : { [upper.next]: { ...upper.input, name: 'next_upper' } }),
  });
}

/** One step of the layer above the attention: its input, and the name of its next state if its parameters are there. */
function upperLayer(
  draft: GraphDraft,
  below: string,
  parameter: (name: string) => string | null,
  hidden: number,
): { input: GraphValue; next: string | null } {
  const input = { name: 'upper', type: 'float', shape: ['n', hidden] } as const;
  const [W, R, B] = ['W', 'R', 'B'].map((part) => parameter(`decoder2.${part}`));
  if (!W || !R || !B) return { input, next: null };
  const axis = draft.integers(0);
  const inTime = draft.add('Unsqueeze', [below, axis]);
  const state = draft.add('Unsqueeze', ['upper', axis]);
  const all = draft.add('GRU', [inTime, W, R, B, '', state], { hidden_size: hidden, linear_before_reset: 1 });
  // States of all steps, [1, 1, n, hidden].
  return { input, next: draft.add('Squeeze', [all, draft.integers(0, 1)]) };
}

/**
 * From rounded features to the largest rounded logit of each block. The runtime makes one operator of everything up to
 * the logits, which is why all sentences have one step: only a number can be a factor of it.
 */
function maximaGraph(vocabulary: Vocabulary): Uint8Array {
  const { tokens, features, integers, scales, biases } = vocabulary;
  const blocks = blocksOf(vocabulary);
  const width = blocks * blockSize;
  // The operator wants the table the other way round; what fills up the last blocks is never the largest.
  const table = new Int8Array(features * width);
  for (let token = 0; token < tokens; token++) {
    for (let i = 0; i < features; i++) table[i * width + token] = integers[token * features + i] ?? 0;
  }
  const draft = new GraphDraft();
  const filledUp = (values: Float32Array, filling: number) => {
    const filled = new Float32Array(width).fill(filling);
    filled.set(values);
    return draft.constant([width], filled);
  };
  const bytes = draft.add('Cast', ['rounded'], castTo('uint8'));
  const products = draft.add('MatMulInteger', [
    bytes,
    draft.constant([features, width], table),
    draft.constant([], Uint8Array.of(zero)),
  ]);
  const whole = draft.add('Cast', [products], castTo('float'));
  const scaled = draft.add('Mul', [whole, draft.add('Mul', ['step', filledUp(scales, 0)])]);
  const logits = draft.add('Add', [scaled, filledUp(biases, -1e30)]);
  const byBlock = draft.add('Reshape', [logits, draft.integers(0, blockSize, blocks)]);
  const maxima = draft.add('ReduceMax', [byBlock], { axes: [1], keepdims: 0 });
  return draft.bytes(
    [
      { name: 'rounded', type: 'int32', shape: ['n', features] },
      { name: 'step', type: 'float', shape: [] },
    ],
    { [maxima]: { name: 'maxima', type: 'float', shape: ['n', blocks] } },
  );
}
