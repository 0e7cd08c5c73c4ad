/** An argument that is not one; the message says which, without the usage. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A file that an argument names and that is not as it must be: no fault of the arguments' form. */
export class FileError extends UsageError {
  override readonly name = 'FileError';
}
