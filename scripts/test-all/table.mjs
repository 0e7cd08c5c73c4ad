/** @typedef {import('./runLayer.mjs').Outcome} Outcome */

/** @param {Outcome[]} outcomes @returns {string} */
export function table(outcomes) {
  const rows = outcomes.map(({ name, passed, failed, skipped, seconds }) =>
    [name, passed, failed.length, skipped.length, `${seconds.toFixed(0)} s`].map(String),
  );
  return [['layer', 'passed', 'failed', 'skipped', 'time'], ...rows]
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(8))).join(''))
    .join('\n');
}

/** @param {Outcome[]} outcomes @returns {string[]} the failed and the skipped by name */
export function details(outcomes) {
  return outcomes.flatMap(({ name, failed, skipped }) => [
    ...failed.map((title) => `FAILED   ${name}: ${title}`),
    ...skipped.map((title) => `skipped  ${name}: ${title}`),
  ]);
}
