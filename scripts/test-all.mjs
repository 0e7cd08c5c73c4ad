#!/usr/bin/env node
// All checks and tests. The last line is `N passed, N failed`.
//
//   npm test [-- --only unit,host-newest]
import { parseArgs } from 'node:util';
import { layers } from './test-all/layers.mjs';
import { runLayer } from './test-all/runLayer.mjs';
import { details, table } from './test-all/table.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = layers.map((layer) => layer.name);
const wanted = values.only?.split(',') ?? names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No layer called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

/** @type {import('./test-all/runLayer.mjs').Outcome[]} */
const outcomes = [];
for (const layer of layers.filter(({ name }) => wanted.includes(name))) {
  console.log(`\n=== ${layer.name} ===`);
  outcomes.push(await runLayer(layer));
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, 0);
console.log(`\n${table(outcomes)}\n`);
for (const line of details(outcomes)) console.log(line);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${String(passed)} passed, ${String(failed)} failed`);
