import assert from 'node:assert/strict';
import * as v from 'valibot';
import { scoreNames } from '../../../src/attention/scoreName';
import type { BundleSource } from '../../../src/model/bundleSource';
import { EngineError } from '../../../src/model/engineError';
import { LocalEngine } from '../../../src/model/localEngine';
import { asHypothesis } from '../../../src/protocol/hypotheses';
import {
  translationResultSchema,
  translationSchema,
  type Translation,
} from '../../../src/protocol/translation';
import { altered, bundle, engineWith, modelIds, never, runtime, runtimeNames } from './support';

const text = 'Je ne sais pas où elle habite.';

function failsWith(code: EngineError['code'], message: RegExp) {
  return (error: unknown) =>
    error instanceof EngineError && error.code === code && message.test(error.message);
}

describe('native and wasm', function () {
  const [native, wasm] = [engineWith('native'), engineWith('wasm')];
  after(async () => {
    await native.dispose();
    await wasm.dispose();
  });

  for (const model of modelIds) {
    for (const score of scoreNames) {
      it(`give the same translation: ${model}, ${score}`, async () => {
        for (const sentence of [text, "Le train de huit heures n'est pas encore parti, m'a-t-on dit."]) {
          const request = { model, score, text: sentence };
          const [one, other] = [await native.translate(request, never), await wasm.translate(request, never)];
          assert.equal(one.targetText, other.targetText);
          assert.deepEqual(tokens(one), tokens(other));
          one.steps.forEach(({ weights }, t) => {
            weights?.forEach((weight, i) => {
              assert.ok(Math.abs(weight - other.steps[t]!.weights![i]!) < 1e-4);
            });
          });
        }
      });
    }
  }
});

function tokens({ steps }: Translation): number[] {
  return steps.map((step) => step.token.id);
}

for (const name of runtimeNames) {
  describe(`the engine in place, ${name}`, () => {
    const engine = engineWith(name);
    after(() => engine.dispose());

    it('lists the models with their score functions', async () => {
      const models = await engine.models();
      assert.deepEqual(
        models.map(({ id }) => id),
        [...modelIds],
      );
      assert.deepEqual(models[0]!.scores, [...scoreNames]);
    });

    it('gives all that is drawn, and says what it is', async () => {
      const translation = await engine.translate({ model: modelIds[0]!, score: 'additive', text }, never);
      assert.deepEqual(v.parse(translationSchema, structuredClone(translation)), translation);
      assert.equal(translation.sourceText, text);
      assert.equal(translation.family, 'bahdanau');
      assert.equal(translation.complete, true);
      assert.equal(translation.steps.at(-1)!.token.text, '</s>');
      for (const step of translation.steps) {
        assert.ok(Math.abs(step.weights!.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5);
        assert.equal(step.candidates.length, 10);
        assert.equal(step.candidates[0]!.id, step.token.id);
      }
    });

    it('gives every hypothesis of a beam with all that is drawn of it', async () => {
      const beam = { width: 4, lengthPenalty: 0.6 };
      const request = { model: modelIds[0]!, score: 'additive', text, beam } as const;
      const result = await engine.translate(request, never);
      assert.deepEqual(v.parse(translationResultSchema, structuredClone(result)), result);
      assert.equal(result.decoding, 'beam');
      const { hypotheses = [], ...rest } = result.beam ?? {};
      assert.deepEqual(rest, { ...beam, shown: 0 });
      assert.equal(hypotheses.length, 4);
      for (const [number, { steps, logProbability, ...one }] of hypotheses.entries()) {
        const shown = asHypothesis(result, number);
        assert.deepEqual(v.parse(translationSchema, structuredClone(shown)), shown);
        assert.deepEqual([shown.targetText, shown.steps, shown.beam?.shown], [one.targetText, steps, number]);
        const sum = steps.reduce((total, step) => total + step.logProbability, 0);
        assert.ok(Math.abs(sum - logProbability) < 1e-9);
        for (const step of steps) {
          assert.ok(Math.abs(step.weights!.reduce((all, weight) => all + weight, 0) - 1) < 1e-5);
          assert.equal(step.candidates.length, 10);
        }
      }
      assert.deepEqual(asHypothesis(result, 99), asHypothesis(result, 0));
      const bulk = await engine.translateAll(modelIds[0]!, [text, text], {
        ...request,
        batch: 3,
        weights: true,
      });
      for (const one of bulk) {
        assert.ok(one.status === 'fulfilled');
        assert.deepEqual(
          one.value.beam?.hypotheses.map(({ targetText }) => targetText),
          hypotheses.map(({ targetText }) => targetText),
        );
      }
    });

    it('stops a beam between two steps', async () => {
      const controller = new AbortController();
      const beam = { width: 12, lengthPenalty: 1 };
      const long = 'Quand nous sommes arrivés à la gare hier soir, le dernier train était déjà parti.';
      await engine.translate({ model: modelIds[0]!, score: 'dot', text }, never);
      const waiting = engine.translate(
        { model: modelIds[0]!, score: 'dot', text: long, beam },
        controller.signal,
      );
      setImmediate(() => {
        controller.abort(new Error('enough'));
      });
      await assert.rejects(waiting, /enough/);
    });

    it('has neither energies nor weights without attention', async () => {
      const { steps } = await engine.translate({ model: modelIds[1]!, score: 'none', text }, never);
      assert.ok(steps.length > 0 && steps.every((step) => step.energies === null && step.weights === null));
    });

    for (const [kind, hostile] of [
      ['emoji', 'Le 👨‍👩‍👧 aime le 🏨.'],
      ['Arabic', 'مرحبا بالعالم'],
      ['Chinese', '你好，世界。'],
      ['combining marks', 'L\u0065\u0301te\u0301 est\u0301\u0302\u0303 fini'],
      ['tabs and newlines', 'Le\tchat\r\ndort.\n'],
      ['NUL bytes', 'Le\u0000chat\u0000'],
      ['unpaired surrogates', 'Le \uD83D chat \uDE00.'],
      ['terminal escapes', '\u001b[31mLe chat\u001b[0m'],
      ['special tokens as text', '</s> <pad> <s>'],
    ] as const) {
      it(`translates ${kind}`, async () => {
        const { sourceTokens, steps, sourceText } = await engine.translate(
          { model: modelIds[1]!, score: 'general', text: hostile },
          never,
        );
        assert.equal(sourceText, hostile);
        assert.ok(steps.every((step) => step.weights!.length === sourceTokens.length));
        assert.ok(sourceTokens.every(({ start, end }) => start <= end && end <= hostile.length));
      });
    }

    for (const blank of ['', '   ', '\t\r\n', '\u00a0\u202f\ufeff', '\u0085']) {
      it(`says that ${JSON.stringify(blank)} is no text`, () =>
        assert.rejects(
          engine.translate({ model: modelIds[0]!, score: 'dot', text: blank }, never),
          failsWith('empty-text', /select a sentence/),
        ));
    }

    it('says how long a text is and may be, and cuts nothing off', async () => {
      const request = { model: modelIds[0]!, score: 'dot', text: 'mot '.repeat(300) } as const;
      await assert.rejects(
        engine.translate(request, never),
        failsWith('too-long', /has 301 tokens; this model takes \d+ at most/),
      );
      const tenThousand = { ...request, text: 'anticonstitutionnellement'.repeat(400) };
      await assert.rejects(
        engine.translate(tenThousand, never),
        failsWith('too-long', /takes \d+ (tokens )?at most/),
      );
    });

    it('names the models that it knows', () =>
      assert.rejects(
        engine.translate({ model: 'nobody', score: 'dot', text }, never),
        failsWith('unknown-model', /"nobody".*fr-en-bahdanau, fr-en-luong/),
      ));

    it('stops between two steps when it is cancelled', async () => {
      const controller = new AbortController();
      let steps = 0;
      const signal = new Proxy(controller.signal, {
        get: (target, property) => {
          if (property === 'throwIfAborted' && ++steps === 4) controller.abort(new Error('enough'));
          const value: unknown = Reflect.get(target, property, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      await assert.rejects(
        engine.translate({ model: modelIds[0]!, score: 'concat', text }, signal),
        /enough/,
      );
      assert.equal(steps, 4);
    });

    it('lets the event loop turn while it decodes', async () => {
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      // Long enough that no machine decodes it within one stretch of work.
      const long = Array.from({ length: 8 }, () => text).join(' ');
      for (let i = 0; i < 5; i++) {
        await engine.translate({ model: modelIds[0]!, score: 'additive', text: `${long} ${i}` }, never);
      }
      clearInterval(timer);
      assert.ok(turns > 2, `${turns} turns`);
    });
  });
}

describe('the engine', () => {
  const local = (sources: readonly BundleSource[]) =>
    new LocalEngine({ bundles: () => Promise.resolve(sources), runtime: () => runtime('native') });

  it('encodes a sentence once for all score functions', async () => {
    let encoded = 0;
    const engine = new LocalEngine({
      bundles: () => Promise.resolve([bundle(modelIds[0]!)]),
      runtime: () => {
        const inner = runtime('native');
        return {
          name: inner.name,
          load: async (bytes, weights) => {
            const graph = await inner.load(bytes, weights);
            return {
              inputNames: graph.inputNames,
              outputNames: graph.outputNames,
              dispose: () => graph.dispose(),
              run: (inputs) => {
                if ('lengths' in inputs) encoded++;
                return graph.run(inputs);
              },
            };
          },
        };
      },
    });
    for (const score of scoreNames) await engine.translate({ model: modelIds[0]!, score, text }, never);
    assert.equal(encoded, 1);
    await engine.dispose();
  });

  it('never offers a score function that a model was not trained with', async () => {
    const { manifestBytes, manifestOf } = await import('./support');
    const manifest = { ...manifestOf(modelIds[0]!), scoreFunctions: ['dot', 'none'] };
    const engine = local([altered(modelIds[0]!, { 'model.json': manifestBytes(manifest) })]);
    assert.deepEqual((await engine.models())[0]!.scores, ['dot', 'none']);
    await assert.rejects(
      engine.translate({ model: modelIds[0]!, score: 'additive', text }, never),
      failsWith('unknown-score', /not trained with the score function "additive".*dot, none/),
    );
    await engine.dispose();
  });

  it('lists the other models when one is broken, and says what is wrong when it is asked for', async () => {
    const engine = local([altered(modelIds[0]!, { 'model.json': null }), bundle(modelIds[1]!)]);
    assert.deepEqual(
      (await engine.models()).map(({ id }) => id),
      [modelIds[1]],
    );
    await assert.rejects(
      engine.translate({ model: modelIds[0]!, score: 'dot', text }, never),
      failsWith('invalid-bundle', /model\.json: the file is missing/),
    );
  });

  it('says what is wrong when every model is broken', () =>
    assert.rejects(
      local([altered(modelIds[0]!, { 'model.json': null })]).models(),
      failsWith('invalid-bundle', /model\.json/),
    ));

  it('tries a model again that could not be loaded before', async () => {
    let broken = true;
    const good = bundle(modelIds[0]!);
    const engine = local([
      {
        id: good.id,
        read: (file, limit) => (broken ? Promise.reject(new Error('away')) : good.read(file, limit)),
      },
    ]);
    const request = { model: modelIds[0]!, score: 'dot', text } as const;
    await assert.rejects(engine.translate(request, never), failsWith('invalid-bundle', /away/));
    broken = false;
    assert.ok((await engine.translate(request, never)).targetText.length > 0);
    await engine.dispose();
  });

  it('answers twenty requests at once, and those cancelled among them as cancelled', async () => {
    const engine = engineWith('native');
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const results = controllers.map(({ signal }, i) =>
      engine.translate({ model: modelIds[i % 2]!, score: scoreNames[i % 8]!, text: `${text} ${i}` }, signal),
    );
    controllers.slice(0, -1).forEach((controller) => {
      controller.abort();
    });
    const settled = await Promise.allSettled(results);
    assert.deepEqual(
      settled.map(({ status }) => status),
      [...Array<string>(19).fill('rejected'), 'fulfilled'],
    );
    await engine.dispose();
  });
});
