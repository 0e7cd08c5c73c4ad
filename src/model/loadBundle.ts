import type { ScoreParameters } from '../attention/scoreFunction';
import type { ScoreName } from '../attention/scoreName';
import type { Graph, Runtime, WeightsFile } from '../runtime/runtime';
import { noPlaceholders, placeholdersOf } from '../text/placeholders';
import { Tokenizer } from '../text/tokenizer';
import { attentionParameters } from './attentionParameters';
import { invalidBundle } from './bundleError';
import { BulkShortcuts } from './bulkModel';
import type { BundleSource } from './bundleSource';
import { EngineError } from './engineError';
import { fileWithRole, type FileRole, type Manifest } from './manifest';
import { externalLocations } from './onnxReferences';
import { readBundleFile, readManifest } from './readBundle';
import { families, RecurrentModel, type RecurrentGraphs } from './recurrentModel';
import { readSafetensors } from './safetensors';

/** A bundle that was checked and is ready to translate. */
export interface LoadedBundle {
  readonly manifest: Manifest;
  readonly tokenizer: Tokenizer;
  readonly model: RecurrentModel;
  /** Parameters of every score function that the model was trained with. */
  readonly parameters: ReadonlyMap<ScoreName, ScoreParameters>;
  /** For many sentences at once. */
  readonly bulk: BulkShortcuts;
}

type GraphRole = Extract<FileRole, 'encoder' | 'decoder' | 'readout'>;

const encoderInputs = ['source', 'lengths'];
const outputs: Readonly<Record<GraphRole, readonly string[]>> = {
  encoder: ['annotations', 'summary', 'initial_state'],
  decoder: ['next_state'],
  readout: ['log_probabilities'],
};
/** What the readout of a decoder with a layer above the attention has besides. */
const upper = { inputs: ['upper'], outputs: ['next_upper'] };

/**
 * Reads a bundle and checks everything it says about itself before any of it is used.
 *
 * @throws EngineError `invalid-bundle` naming the file and what is wrong with it
 */
export async function loadBundle(source: BundleSource, runtime: Runtime): Promise<LoadedBundle> {
  const manifest = await readManifest(source);
  const bytes = await readBundleFile(source, manifest, 'weights');
  const weights: WeightsFile = { name: fileWithRole(manifest, 'weights').path, data: bytes };
  const parameters = checked(manifest, 'weights', () =>
    attentionParameters(manifest.scoreFunctions, manifest.sizes, readSafetensors(bytes)),
  );
  const tokenizer = await loadTokenizer(source, manifest);
  const graphs = await loadGraphs(source, manifest, runtime, weights);
  const { begin, end } = manifest.specialTokens;
  const model = new RecurrentModel(manifest.family, manifest.sizes, graphs, begin, end);
  const weightsAgain = () => readBundleFile(source, manifest, 'weights');
  const bulk = new BulkShortcuts({ manifest, model, runtime, weights: weightsAgain });
  return { manifest, tokenizer, parameters, model, bulk };
}

async function loadTokenizer(source: BundleSource, manifest: Manifest): Promise<Tokenizer> {
  const bytes = await readBundleFile(source, manifest, 'tokenizer');
  return checked(manifest, 'tokenizer', () => {
    const definition: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof definition !== 'object' || definition === null) throw new TypeError('is not an object');
    const tokenizer = new Tokenizer(definition, manifest.specialTokens);
    if (tokenizer.vocabularySize !== manifest.sizes.vocabulary) {
      throw new RangeError(
        `has ${tokenizer.vocabularySize} tokens, but model.json says sizes.vocabulary ${manifest.sizes.vocabulary}`,
      );
    }
    for (const placeholder of placeholdersOf(manifest.placeholders ?? noPlaceholders)) {
      if (tokenizer.placeholderIds(placeholder).length < 2) {
        const code = placeholder.charCodeAt(0).toString(16).toUpperCase();
        throw new RangeError(`lacks the placeholder U+${code}, which model.json says the model has`);
      }
    }
    return tokenizer;
  });
}

async function loadGraphs(
  source: BundleSource,
  manifest: Manifest,
  runtime: Runtime,
  weights: WeightsFile,
): Promise<RecurrentGraphs> {
  const { decoderInputs, readoutInputs } = families[manifest.family];
  const loaded: Graph[] = [];
  const load = async (role: GraphRole, inputs: readonly string[], more?: typeof upper) => {
    const names = {
      inputs: [...inputs, ...(more?.inputs ?? [])],
      outputs: [...outputs[role], ...(more?.outputs ?? [])],
    };
    const graph = await loadGraph(source, manifest, role, names, runtime, weights);
    loaded.push(graph);
    return graph;
  };
  try {
    // One after the other: memory for one copy of the weights at a time.
    const encoder = await load('encoder', encoderInputs);
    const decoder = await load('decoder', decoderInputs);
    const hasUpper = manifest.sizes.decoderLayers === 2;
    const readout = await load('readout', readoutInputs, hasUpper ? upper : undefined);
    return { encoder, decoder, readout };
  } catch (error) {
    for (const graph of loaded) await graph.dispose();
    throw error;
  }
}

async function loadGraph(
  source: BundleSource,
  manifest: Manifest,
  role: GraphRole,
  names: typeof upper,
  runtime: Runtime,
  weights: WeightsFile,
): Promise<Graph> {
  const bytes = await readBundleFile(source, manifest, role);
  checked(manifest, role, () => {
    for (const location of externalLocations(bytes)) {
      if (location !== weights.name)
        throw new RangeError(`refers to the file "${location}", which it must not`);
    }
  });
  let graph: Graph;
  try {
    graph = await runtime.load(bytes, weights);
  } catch (error) {
    // A runtime that is not there is not the bundle's fault.
    if (error instanceof EngineError) throw error;
    throw invalidBundle(manifest.id, fileWithRole(manifest, role).path, messageOf(error), error);
  }
  try {
    checked(manifest, role, () => {
      expectNames('inputs', graph.inputNames, names.inputs);
      expectNames('outputs', graph.outputNames, names.outputs);
    });
  } catch (error) {
    await graph.dispose();
    throw error;
  }
  return graph;
}

function expectNames(what: string, found: readonly string[], expected: readonly string[]): void {
  if (found.length !== expected.length || !expected.every((name) => found.includes(name))) {
    throw new RangeError(`its ${what} are ${found.join(', ')}; expected are ${expected.join(', ')}`);
  }
}

/** Runs `check` and turns what it throws into an error that names the bundle's file. */
function checked<T>(manifest: Manifest, role: FileRole, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw invalidBundle(manifest.id, fileWithRole(manifest, role).path, messageOf(error), error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
