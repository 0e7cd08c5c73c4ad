/** A failure is not kept: what failed once is tried again when it is next asked for. */
export function forgetFailure<T>(promise: Promise<T>, forget: () => void): Promise<T> {
  promise.catch(forget);
  return promise;
}
