import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { scoreNames } from '../../../src/attention/scoreName';
import { levelCount } from '../../../src/editor/shades';
import { widestBeam } from '../../../src/protocol/beam';
import { directionChoices, families } from '../../../src/protocol/direction';
import { runtimeChoices } from '../../../src/runtime/runtime';

interface Property {
  readonly enum: string[];
  readonly default: string | number;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Record<string, Property> };
    readonly colors: readonly { readonly id: string; readonly defaults: Record<string, string> }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: Record<string, string> }[];
    }[];
  };
}

const root = join(__dirname, '..', '..', '..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
const strings = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { contributes, icon } = JSON.parse(text) as Manifest;
const property = (name: string) => contributes.configuration.properties[`attentionLens.${name}`];

describe('package.json', () => {
  it('has a string for every name it uses, and uses every string', () => {
    const used = new Set(Array.from(text.matchAll(/"%([^%"]+)%"/g), (match) => match[1] ?? ''));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
  });

  it('offers the directions, families, score functions and runtimes that there are', () => {
    assert.deepEqual(property('scoreFunction')?.enum, [...scoreNames]);
    assert.equal(property('scoreFunction')?.default, 'additive');
    assert.deepEqual(property('runtime')?.enum, [...runtimeChoices]);
    assert.deepEqual(property('direction')?.enum, [...directionChoices]);
    assert.equal(property('direction')?.default, 'auto');
    assert.deepEqual(property('family')?.enum, [...families]);
    assert.equal(property('family')?.default, 'luong');
    const beam = property('beamSize');
    assert.deepEqual([beam?.default, beam?.minimum, beam?.maximum], [1, 1, widestBeam]);
  });

  it('has a colour for each shade, in every kind of theme', () => {
    for (let level = 1; level <= levelCount; level++) {
      const color = contributes.colors.find(({ id }) => id === `attentionLens.weight${level}`);
      assert.deepEqual(Object.keys(color?.defaults ?? {}).sort(), [
        'dark',
        'highContrast',
        'highContrastLight',
        'light',
      ]);
    }
  });

  it('binds keys to its own commands only, never everywhere', () => {
    const commands = contributes.commands.map(({ command }) => command);
    for (const { command, when } of contributes.keybindings) {
      assert.ok(commands.includes(command), command);
      assert.ok(when !== undefined && when !== '', command);
    }
  });

  it('points at files that exist', () => {
    const media = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.map((step) => step.media['svg'] ?? step.media['markdown'] ?? ''),
    );
    for (const file of [icon, ...media]) assert.ok(existsSync(join(root, file)), file);
  });
});
