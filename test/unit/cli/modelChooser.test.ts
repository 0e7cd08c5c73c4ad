import assert from 'node:assert/strict';
import type { EngineArguments } from '../../../src/cli/arguments';
import { ModelChooser } from '../../../src/cli/modelChooser';
import { EngineError } from '../../../src/model/engineError';
import type { ModelChoice } from '../../../src/protocol/panelState';
import { UsageError } from '../../../src/cli/usageError';
import { FakeEngine, modelChoice } from '../../support/fakeEngine';

/** As a folder lists them: by name. */
const all: readonly ModelChoice[] = [
  modelChoice('en-fr', 'bahdanau'),
  modelChoice('en-fr', 'luong'),
  modelChoice('fr-en', 'bahdanau'),
  modelChoice('fr-en', 'luong'),
];
const french = all.slice(2);

function chooser(
  options: Partial<EngineArguments> = {},
  installed: readonly ModelChoice[] = all,
): Promise<ModelChooser> {
  const engine = new FakeEngine();
  engine.installed = [...installed];
  const { model, direction = 'auto', family, score } = options;
  return ModelChooser.create(
    { model, direction, family, score, batch: 1, threads: 1, runtime: 'auto', models: undefined },
    engine,
  );
}

const refused = (pattern: RegExp) => (error: unknown) =>
  error instanceof UsageError && pattern.test(error.message);

describe('the model that a line is translated with', () => {
  it('is that of its language, and of a line that does not tell that of the line before', async () => {
    const chosen = await chooser();
    const lines = ['Taxi', 'The cat sleeps.', 'Taxi', '42', 'Le chat dort.', 'Taxi', 'I know that.'];
    assert.deepEqual(
      lines.map((line) => chosen.forText(line).model),
      [
        'fr-en-luong',
        'en-fr-luong',
        'en-fr-luong',
        'en-fr-luong',
        'fr-en-luong',
        'fr-en-luong',
        'en-fr-luong',
      ],
    );
    assert.equal(chosen.current.model, 'en-fr-luong');
  });

  it('is of the family that was asked for', async () => {
    const chosen = await chooser({ family: 'bahdanau', score: 'dot' });
    assert.deepEqual(chosen.forText('The cat sleeps.'), { model: 'en-fr-bahdanau', score: 'dot' });
  });

  it('is always the one of a direction, or the one that was named', async () => {
    const fixed = await chooser({ direction: 'en-fr' });
    assert.equal(fixed.forText('Le chat dort.').model, 'en-fr-luong');
    const named = await chooser({ model: 'fr-en-bahdanau' });
    assert.equal(named.forText('The cat sleeps.').model, 'fr-en-bahdanau');
  });

  it('is none for another language', async () => {
    const chosen = await chooser();
    assert.throws(
      () => chosen.forText('Wo ist der Bahnhof?'),
      (error) =>
        error instanceof EngineError &&
        error.code === 'other-language' &&
        error.message.startsWith(
          'This looks like German. The models translate English and French; --direction',
        ),
    );
  });

  it('is none for a direction that nothing translates', async () => {
    const chosen = await chooser({}, french);
    assert.throws(
      () => chosen.forText('The cat sleeps.'),
      /looks like English\. No model translates English → French here\. Known models: fr-en-bahdanau/,
    );
    await assert.rejects(
      chooser({ direction: 'en-fr' }, french),
      refused(/No model translates English → French/),
    );
    await assert.rejects(
      chooser({ direction: 'fr-en', family: 'luong' }, french.slice(0, 1)),
      refused(/No model of the family luong translates French → English/),
    );
    await assert.rejects(chooser({}, []), refused(/Known models: none/));
  });

  it('may be somebody’s own, from a language of its own', async () => {
    const own: ModelChoice = { ...modelChoice('fr-en', 'bahdanau'), id: 'mine', source: 'de' };
    const chosen = await chooser({}, [own]);
    assert.equal(chosen.forText('Wo ist der Bahnhof?').model, 'mine');
    assert.equal(chosen.current.model, 'mine');
  });

  it('must have been trained with the score function', async () => {
    const few: ModelChoice = { ...modelChoice('fr-en', 'luong'), scores: ['dot'] };
    assert.equal((await chooser({}, [few])).current.score, 'dot');
    const chosen = await chooser({ score: 'none' }, [few]);
    assert.throws(() => chosen.current, refused(/not trained with "none"\. It has: dot/));
  });
});
