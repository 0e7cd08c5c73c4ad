import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundledModelIds, bundleFrom, type BundleSource } from '../../../src/model/bundleSource';
import { folderBundle } from '../../../src/model/folderBundles';
import { LocalEngine } from '../../../src/model/localEngine';
import { createNodeRuntime, runtimePlaces } from '../../../src/runtime/nodeRuntime';
import type { Runtime, RuntimeName } from '../../../src/runtime/runtime';

export const root = path.join(__dirname, '..', '..', '..');
export const dist = path.join(root, 'dist');
export const modelsFolder = path.join(root, 'models');
export const runtimeNames = ['native', 'wasm'] as const satisfies readonly RuntimeName[];
/** The bundles that are there, by name: a checkout may have fewer than are bundled in the end. */
export const modelIds = bundledModelIds.filter((id) => existsSync(path.join(modelsFolder, id))).sort();

/** A signal that never aborts. */
export const never = new AbortController().signal;

export function runtime(name: RuntimeName): Runtime {
  return createNodeRuntime(name, runtimePlaces(dist));
}

export function bundle(id: string): BundleSource {
  return folderBundle(path.join(modelsFolder, id));
}

export function engineWith(name: RuntimeName): LocalEngine {
  return new LocalEngine({
    bundles: () => Promise.resolve(modelIds.map(bundle)),
    runtime: () => runtime(name),
  });
}

export function fileOf(id: string, file: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(modelsFolder, id, file)));
}

export interface LooseManifest {
  [key: string]: unknown;
  sizes: Record<string, unknown>;
  files: Record<string, unknown>[];
}

/** A bundle's manifest, to be changed. */
export function manifestOf(id: string): LooseManifest {
  return JSON.parse(Buffer.from(fileOf(id, 'model.json')).toString('utf8')) as LooseManifest;
}

export function manifestBytes(manifest: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(manifest));
}

/** A shipped bundle with some files replaced, or missing where null is given. */
export function altered(id: string, changes: Readonly<Record<string, Uint8Array | null>>): BundleSource {
  return bundleFrom(id, async (file) => {
    const change = changes[file];
    if (change === null) throw new Error('the file is missing.');
    return change ?? Promise.resolve(fileOf(id, file));
  });
}

/** A shipped bundle with files replaced and a manifest that vouches for them: what an attacker would make. */
export function forged(
  id: string,
  changes: Readonly<Record<string, Uint8Array>>,
  change: (manifest: LooseManifest) => void = () => undefined,
): BundleSource {
  const manifest = manifestOf(id);
  for (const file of manifest.files) {
    const bytes = changes[String(file['path'])];
    if (bytes === undefined) continue;
    file['bytes'] = bytes.byteLength;
    file['sha256'] = createHash('sha256').update(bytes).digest('hex');
  }
  change(manifest);
  return altered(id, { ...changes, 'model.json': manifestBytes(manifest) });
}
