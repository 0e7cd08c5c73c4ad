import assert from 'node:assert/strict';
import type { BundleSource } from '../../../src/model/bundleSource';
import { LocalEngine } from '../../../src/model/localEngine';
import { mostPlaceholders, placeholdersOf } from '../../../src/text/placeholders';
import { withPlaceholderPieces } from '../../support/placeholders';
import { bundle, engineWith, fileOf, forged, manifestOf, modelIds, never, runtime } from './support';

const id = modelIds[1]!;
const definition = JSON.parse(Buffer.from(fileOf(id, 'tokenizer.json')).toString('utf8')) as object;

/** A bundle with placeholders: as it is shipped, or with those in the place of its last pieces. */
function bundleWithPlaceholders(): BundleSource {
  if (manifestOf(id)['placeholders'] !== undefined) return bundle(id);
  const bytes = new TextEncoder().encode(JSON.stringify(withPlaceholderPieces(definition, true)));
  return forged(id, { 'tokenizer.json': bytes }, (manifest) => {
    manifest['placeholders'] = mostPlaceholders;
  });
}

function engineOf(source: BundleSource): LocalEngine {
  return new LocalEngine({
    bundles: () => Promise.resolve([source]),
    runtime: () => runtime('native'),
  });
}

describe('a model with placeholders', () => {
  const engine = engineOf(bundleWithPlaceholders());
  after(() => engine.dispose());
  const text = 'Le **chat** lit `foo()` à https://exemple.fr/a.';
  const anyPlaceholder = new RegExp(`[${placeholdersOf(mostPlaceholders).join('')}]`, 'u');

  it('shows what they stand for, never the placeholders themselves', async () => {
    const { sourceTokens, steps, targetText } = await engine.translate(
      { model: id, score: 'general', text },
      never,
    );
    assert.deepEqual(
      sourceTokens.filter(({ carried }) => carried).map((token) => text.slice(token.start, token.end)),
      ['**', '**', '`foo()`', 'https://exemple.fr/a'],
    );
    assert.doesNotMatch(targetText, anyPlaceholder);
    const shown = steps.flatMap(({ token, candidates }) => [token, ...candidates]);
    for (const token of [...sourceTokens, ...shown]) assert.doesNotMatch(token.text, anyPlaceholder);
  });

  it('counts all that did not get into the translation', async () => {
    const { steps, missing, repeated, targetText } = await engine.translate(
      { model: id, score: 'general', text },
      never,
    );
    const produced = steps.filter(({ token }) => token.carried).map(({ token }) => token.text);
    for (const part of ['`foo()`', 'https://exemple.fr/a']) {
      assert.equal(missing.includes(part), !produced.includes(part));
      assert.equal(targetText.includes(part), produced.includes(part));
    }
    assert.deepEqual(repeated, []);
  });

  it('lists no placeholder among the candidates that the source lacks or that was produced', async () => {
    const { steps } = await engine.translate({ model: id, score: 'dot', text: 'Le chat lit `a`.' }, never);
    const produced = new Set<string>();
    for (const { token, candidates } of steps) {
      assert.equal(candidates.length, 10);
      for (const candidate of candidates) {
        if (!anyPlaceholder.test(candidate.piece)) continue;
        assert.equal(candidate.text, '`a`');
        assert.ok(!produced.has('`a`'));
      }
      if (token.carried) produced.add(token.text);
    }
  });
});

/** What a model must manage that was trained with placeholders: the default family all, the other most. */
const easy: Readonly<Record<string, readonly (readonly [text: string, carried: string])[]>> = {
  en: [
    ['I have lived in Paris since 1990.', '1990'],
    ['Write to jean@example.com today.', 'jean@example.com'],
    ['I love you 😍!', '😍'],
  ],
  fr: [
    ["J'habite à Paris depuis 1990.", '1990'],
    ["Écris à jean@exemple.fr aujourd'hui.", 'jean@exemple.fr'],
    ["Je t'aime 😍 !", '😍'],
  ],
};

describe('a shipped model with placeholders', () => {
  const engine = engineWith('native');
  after(() => engine.dispose());
  const trained = modelIds.filter((shipped) => manifestOf(shipped)['placeholders'] !== undefined);
  for (const model of trained) {
    it(`carries over, and names what it does not: ${model}`, async () => {
      const lost: string[] = [];
      for (const [text, carried] of easy[model.slice(0, 2)] ?? []) {
        const { targetText, missing } = await engine.translate({ model, score: 'general', text }, never);
        assert.deepEqual(missing, targetText.includes(carried) ? [] : [carried], targetText);
        lost.push(...missing);
      }
      assert.ok(lost.length <= (model.endsWith('-luong') ? 0 : 1), lost.join(' '));
    });
  }
});

describe('a bundle that promises placeholders', () => {
  it('is refused if its vocabulary lacks one', async () => {
    const placeholders = mostPlaceholders;
    const definitionWithout = withPlaceholderPieces(definition, true) as {
      model: { vocab: Record<string, number>; merges: unknown[] };
    };
    const { vocab } = definitionWithout.model;
    vocab['nothing of the kind'] = vocab['▁\uE010']!;
    delete vocab['▁\uE010'];
    definitionWithout.model.merges = definitionWithout.model.merges.filter(
      (merge) => !(merge as string[]).includes('\uE010'),
    );
    const bytes = new TextEncoder().encode(JSON.stringify(definitionWithout));
    const engine = engineOf(
      forged(id, { 'tokenizer.json': bytes }, (manifest) => {
        manifest['placeholders'] = placeholders;
      }),
    );
    await assert.rejects(
      engine.translate({ model: id, score: 'dot', text: 'Un chat.' }, never),
      /tokenizer\.json: lacks the placeholder U\+E010/u,
    );
    await engine.dispose();
  });

  for (const placeholders of [{ copies: 17, pairs: 8 }, { copies: 1 }, { copies: -1, pairs: 0 }, 16]) {
    it(`is refused with ${JSON.stringify(placeholders)}`, async () => {
      const engine = engineOf(
        forged(id, {}, (manifest) => {
          manifest['placeholders'] = placeholders;
        }),
      );
      await assert.rejects(
        engine.translate({ model: id, score: 'dot', text: 'Un chat.' }, never),
        /model\.json: placeholders/u,
      );
      await engine.dispose();
    });
  }
});
