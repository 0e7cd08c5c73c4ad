import { lstat, readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tooLarge, type BundleSource } from './bundleSource';

/** A bundle in a folder on disk. */
export function folderBundle(folder: string): BundleSource {
  return {
    id: basename(folder),
    async read(file, limit) {
      const path = join(folder, file);
      let info;
      try {
        info = await lstat(path);
      } catch (error) {
        throw new Error('the file is missing.', { cause: error });
      }
      // A link could lead out of the folder, and a device or pipe never end.
      if (!info.isFile()) throw new Error('this is not a plain file.');
      if (info.size > limit) throw tooLarge(info.size, limit);
      // A plain Uint8Array: a Buffer's slice() means something else.
      const { buffer, byteOffset, byteLength } = await readFile(path);
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
  };
}

/** Every folder in `directory`, by name, each a bundle until its manifest says otherwise. */
export async function folderBundles(directory: string): Promise<BundleSource[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
    .map((name) => folderBundle(join(directory, name)));
}
