import { invalidBundle } from './bundleError';
import type { BundleSource } from './bundleSource';
import { fileWithRole, manifestFile, parseManifest, type FileRole, type Manifest } from './manifest';

const manifestLimit = 2 ** 20;

/** The manifest alone. @throws EngineError `invalid-bundle` */
export async function readManifest(source: BundleSource): Promise<Manifest> {
  return parseManifest(source.id, await read(source, manifestFile, manifestLimit));
}

/**
 * One file of a bundle, exactly as it was when the manifest was written.
 *
 * @throws EngineError `invalid-bundle` if it is missing, truncated or altered
 */
export async function readBundleFile(
  source: BundleSource,
  manifest: Manifest,
  role: FileRole,
): Promise<Uint8Array> {
  const { path, bytes: expected, sha256 } = fileWithRole(manifest, role);
  const bytes = await read(source, path, expected);
  if (bytes.byteLength !== expected) {
    throw invalidBundle(source.id, path, `has ${bytes.byteLength} bytes, not the ${expected} of model.json`);
  }
  if ((await hash(bytes)) !== sha256) {
    throw invalidBundle(source.id, path, 'was altered, its SHA-256 is not the one in model.json');
  }
  return bytes;
}

async function read(source: BundleSource, file: string, limit: number): Promise<Uint8Array> {
  try {
    return await source.read(file, limit);
  } catch (error) {
    throw invalidBundle(source.id, file, error instanceof Error ? error.message : String(error), error);
  }
}

/** Lower-case hexadecimal SHA-256, by the Web Crypto of Node and browsers. */
async function hash(bytes: Uint8Array): Promise<string> {
  // Web Crypto takes no shared memory, and nothing here hands out any; the copy in that case keeps types honest.
  const plain =
    bytes.buffer instanceof ArrayBuffer
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : bytes.slice();
  const digest = await crypto.subtle.digest('SHA-256', plain);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
