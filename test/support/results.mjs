// What a Mocha run came to, in the same form from every layer of the pyramid.

/**
 * @typedef {{ title: string, milliseconds: number }} Passed
 * @typedef {{ title: string, message: string }} Failed
 * @typedef {{ passed: Passed[], failed: Failed[], skipped: string[] }} Results
 */

/**
 * Fills the returned object while the runner runs.
 * @param {Mocha.Runner} runner
 * @returns {Results}
 */
export function collectResults(runner) {
  /** @type {Results} */
  const results = { passed: [], failed: [], skipped: [] };
  runner.on('pass', (test) => {
    results.passed.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 });
  });
  // A hook that fails arrives here too, once, in place of the tests that it prevented.
  runner.on('fail', (test, error) => {
    results.failed.push({ title: test.fullTitle(), message: error.stack ?? String(error) });
  });
  runner.on('pending', (test) => {
    results.skipped.push(test.fullTitle());
  });
  return results;
}
