import type { ModelChoice } from '../protocol/panelState';
import type { TranslationResult } from '../protocol/translation';
import type { Runtime } from '../runtime/runtime';
import { searchInBulk } from './bulkBeams';
import type { Advance, BulkEngine } from './bulkEngine';
import { alignInBulk, type AlignOptions, type WordAlignment, type WordPair } from './bulkAligner';
import { translateInBulk, type BulkOptions, type BulkResults, type BulkTranslation } from './bulkTranslator';
import type { BundleSource } from './bundleSource';
import type { TranslationRequest } from './engine';
import { EngineError } from './engineError';
import { forgetFailure } from './forgetFailure';
import { loadBundle } from './loadBundle';
import { readManifest } from './readBundle';
import { Translator } from './translator';

export interface LocalEngineOptions {
  /** The bundles at hand; nothing is read of them before it is needed. */
  readonly bundles: () => Promise<readonly BundleSource[]>;
  /** Makes the runtime; called once, when the first model is loaded. */
  readonly runtime: () => Runtime | Promise<Runtime>;
}

/**
 * The engine in the thread that calls it: in a web host, in the shell, and inside the worker of a Node host.
 * It lets the event loop turn between decoder steps.
 */
export class LocalEngine implements BulkEngine {
  private sources: Promise<readonly BundleSource[]> | undefined;
  private runtime: Promise<Runtime> | undefined;
  private readonly translators = new Map<string, Promise<Translator>>();

  constructor(private readonly options: LocalEngineOptions) {}

  /** The models whose manifest is in order. @throws EngineError if no bundle has one that is */
  async models(): Promise<readonly ModelChoice[]> {
    const sources = await this.bundleSources();
    const results = await Promise.allSettled(sources.map((source) => readManifest(source)));
    const manifests = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failure = results.find((result) => result.status === 'rejected');
    if (manifests.length === 0 && failure !== undefined) throw failure.reason;
    return manifests.map(({ id, name, source, target, family, scoreFunctions }) => ({
      id,
      name,
      source: source.language,
      target: target.language,
      family,
      scores: [...scoreFunctions],
    }));
  }

  async translate(request: TranslationRequest, signal: AbortSignal): Promise<TranslationResult> {
    signal.throwIfAborted();
    if (request.text.trim() === '') {
      throw new EngineError('empty-text', 'There is no text to translate: select a sentence.');
    }
    const translator = await this.translator(request.model);
    signal.throwIfAborted();
    return translator.translate(request.text, request.score, signal, request.beam);
  }

  async translateAll(
    model: string,
    texts: readonly string[],
    options: BulkOptions,
    advance?: Advance,
  ): Promise<BulkResults<BulkTranslation>> {
    const { bundle } = await this.translator(model);
    const { beam } = options;
    const results = await (beam === undefined || beam.width === 1
      ? translateInBulk(bundle, texts, options)
      : searchInBulk(bundle, texts, options, beam));
    advance?.(texts.length);
    return results;
  }

  async alignAll(
    model: string,
    pairs: readonly WordPair[],
    options: AlignOptions,
    advance?: Advance,
  ): Promise<BulkResults<readonly WordAlignment[]>> {
    const results = await alignInBulk((await this.translator(model)).bundle, pairs, options);
    advance?.(pairs.length);
    return results;
  }

  async dispose(): Promise<void> {
    const translators = await Promise.allSettled([...this.translators.values()]);
    this.translators.clear();
    for (const result of translators) {
      if (result.status === 'fulfilled') await result.value.dispose();
    }
  }

  private bundleSources(): Promise<readonly BundleSource[]> {
    this.sources ??= forgetFailure(this.options.bundles(), () => (this.sources = undefined));
    return this.sources;
  }

  private translator(id: string): Promise<Translator> {
    const known = this.translators.get(id);
    if (known !== undefined) return known;
    const loading = forgetFailure(this.load(id), () => this.translators.delete(id));
    this.translators.set(id, loading);
    return loading;
  }

  private async load(id: string): Promise<Translator> {
    const sources = await this.bundleSources();
    const source = sources.find((candidate) => candidate.id === id);
    if (source === undefined) {
      const known = sources.map((candidate) => candidate.id).join(', ');
      throw new EngineError('unknown-model', `There is no model "${id}". Known models: ${known || 'none'}.`);
    }
    this.runtime ??= forgetFailure(
      Promise.resolve().then(() => this.options.runtime()),
      () => (this.runtime = undefined),
    );
    return new Translator(await loadBundle(source, await this.runtime));
  }
}
