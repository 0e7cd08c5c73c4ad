// Mocha's spec reporter on the screen, and the results in the file that RESULTS_FILE names.
import fs from 'node:fs';
import Mocha from 'mocha';
import { collectResults } from './results.mjs';

export default class Reporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    const results = collectResults(runner);
    const file = process.env['RESULTS_FILE'];
    if (file) runner.once('end', () => fs.writeFileSync(file, JSON.stringify(results)));
  }
}
