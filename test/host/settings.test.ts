import { equal, matches } from './assert';
import * as vscode from 'vscode';
import { closeEverything, extension, openText, select, state, translate, until } from './support';

async function set(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('attentionLens');
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
}

describe('settings', function () {
  this.timeout(120_000);

  afterEach(async () => {
    for (const name of ['direction', 'family', 'scoreFunction', 'beamSize', 'runtime'])
      await set(name, undefined);
    await until(async () => (await state()).busy === null, 'nothing is being computed');
    await closeEverything();
  });

  it('take effect at once: score function, family and runtime', async () => {
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await translate();
    await set('scoreFunction', 'none');
    await until(async () => (await state()).translation?.score === 'none', 'the score function is none');
    equal((await state()).translation?.steps[0]?.weights, null);
    equal((await state()).translation?.model, 'fr-en-luong');
    await set('family', 'bahdanau');
    await until(
      async () => (await state()).translation?.model === 'fr-en-bahdanau',
      'the model is Bahdanau’s',
    );
    await set('runtime', 'wasm');
    await until(async () => (await state()).busy === null, 'the other runtime has answered');
    equal((await state()).error, null);
    equal((await extension().activate()).engineHasStarted(), true);
  });

  it('say how many hypotheses a beam has, at once', async () => {
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await translate();
    equal((await state()).translation?.beam, null);
    await set('beamSize', 3);
    await until(async () => (await state()).translation?.beam?.width === 3, 'there is a beam of three');
    const { translation, beam } = await state();
    equal([translation?.decoding, translation?.beam?.hypotheses.length, beam], ['beam', 3, 3]);
    await set('beamSize', 1);
    await until(async () => (await state()).translation?.decoding === 'greedy', 'it is greedy again');
  });

  it('fix the direction, whatever the text is', async () => {
    select(await openText('Wo ist der Bahnhof?'), 'Wo ist der Bahnhof?');
    await translate();
    equal((await state()).error?.remedy, 'direction');
    matches((await state()).error?.message ?? '', /^This looks like German\./);
    await set('direction', 'fr-en');
    await until(
      async () => (await state()).translation?.model === 'fr-en-luong',
      'it is translated as if it were French',
    );
    const { error, used, isDetected } = await state();
    equal([error, used, isDetected], [null, 'fr-en', false]);
  });

  it('leave the direction to the text, sentence by sentence', async () => {
    const editor = await openText('It is cold. Il fait froid.');
    select(editor, 'It is cold. Il fait froid.');
    await translate();
    equal((await state()).translation?.model, 'en-fr-luong');
    equal((await state()).sentenceCount, 2);
    await vscode.commands.executeCommand('attentionLens.nextSentence');
    await until(async () => (await state()).translation?.model === 'fr-en-luong', 'the other direction');
  });

  it('that make no sense count as not set', async () => {
    await set('scoreFunction', 'magic');
    await set('direction', 'up');
    await set('family', ['luong']);
    await set('beamSize', 99);
    await set('runtime', 7);
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await translate();
    equal((await state()).score, 'additive');
    equal((await state()).beam, 1);
    equal((await state()).translation?.model, 'fr-en-luong');
    equal((await state()).error, null);
  });
});
