// What must hold in every host, Node's and the browser worker's: so no import that only one of them has.
import { equal, matches, ok } from './assert';
import { closeEverything, extension, openText, select, state, translate, until } from './support';

describe('the extension in a real extension host', () => {
  after(closeEverything);

  it('activates', async () => {
    await extension().activate();
    equal(extension().isActive, true);
  });

  it('translates the selected text', async () => {
    select(await openText('Un chat\n\nLe chat dort sur la table.'), 'Le chat dort sur la table.');
    await translate();
    const done = async (): Promise<boolean> => {
      const { translation, busy } = await state();
      return busy === null && translation?.sourceText === 'Le chat dort sur la table.';
    };
    await until(done, 'the sentence is translated', 30_000);
    const { translation } = await state();
    ok(translation);
    matches(translation.targetText, /cat/);
    equal(translation.steps.length > 2, true);
  });
});
