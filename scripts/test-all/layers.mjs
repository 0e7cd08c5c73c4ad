// What `npm test` runs, in order: the quick checks first, then the pyramid from its base up.

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {string[]} command run by this Node, or by npm if it starts with 'npm'
 * @property {boolean} counts whether it leaves Mocha results; if not, it is one check that passes or fails
 * @property {number} minutes after which it is ended and has failed
 */

const mocha = 'node_modules/mocha/bin/mocha.js';
const reporter = ['--reporter', 'test/support/reporter.mjs'];

/** @param {string} name @param {string[]} command @param {number} minutes @returns {Layer} */
const check = (name, command, minutes) => ({ name, command, minutes, counts: false });

/** @param {string} name @param {string[]} command @param {number} minutes @returns {Layer} */
const tests = (name, command, minutes) => ({ name, command, minutes, counts: true });

/** @type {Layer[]} */
export const layers = [
  check('typecheck', ['npm', 'run', '--silent', 'typecheck'], 4),
  check('lint', ['npm', 'run', '--silent', 'lint'], 4),
  check('format', ['npm', 'run', '--silent', 'format:check'], 2),
  check('build', ['esbuild.js'], 2),
  tests('unit', [mocha, '--config', 'test/unit/.mocharc.json', ...reporter], 8),
  tests('webview', [mocha, '--config', 'test/webview/.mocharc.json', ...reporter], 8),
  tests('host-newest', ['scripts/run-host-tests.mjs', '--vscode', 'newest'], 10),
  tests('host-oldest', ['scripts/run-host-tests.mjs', '--vscode', 'oldest'], 10),
  tests('host-web', ['scripts/run-host-tests.mjs', '--vscode', 'newest', '--web'], 10),
  check('package', ['scripts/package.mjs'], 4),
  tests('e2e', ['scripts/run-e2e.mjs', '--packaged'], 18),
];
