import { directions, families, modelIdOf } from '../protocol/direction';

/** Where a bundle's files come from: a folder on disk, an extension's resources in a browser, a test. */
export interface BundleSource {
  /** The id that the manifest must carry: the folder's name. */
  readonly id: string;
  /**
   * The bytes of one file.
   *
   * @param file a plain file name, no path
   * @param limit bytes; larger files are refused before they are read
   * @throws Error saying what is wrong, without the file's name
   */
  read(file: string, limit: number): Promise<Uint8Array>;
}

/** The bundles that come with the extension, for hosts that cannot list a folder. */
export const bundledModelIds: readonly string[] = directions.flatMap((direction) =>
  families.map((family) => modelIdOf(direction, family)),
);

/** A bundle read through a function, such as one over `vscode.workspace.fs` in a web host. */
export function bundleFrom(id: string, readFile: (file: string) => Promise<Uint8Array>): BundleSource {
  return {
    id,
    async read(file, limit) {
      const bytes = await readFile(file);
      if (bytes.byteLength > limit) throw tooLarge(bytes.byteLength, limit);
      return bytes;
    },
  };
}

export function tooLarge(size: number, limit: number): RangeError {
  return new RangeError(`${size} bytes are more than the ${limit} that are allowed.`);
}
