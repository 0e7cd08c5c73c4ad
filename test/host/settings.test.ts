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
    for (const name of ['model', 'scoreFunction', 'runtime']) await set(name, undefined);
    await until(async () => (await state()).busy === null, 'nothing is being computed');
    await closeEverything();
  });

  it('take effect at once: score function, model and runtime', async () => {
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await translate();
    await set('scoreFunction', 'none');
    await until(async () => (await state()).translation?.score === 'none', 'the score function is none');
    equal((await state()).translation?.steps[0]?.weights, null);
    await set('model', 'fr-en-luong');
    await until(async () => (await state()).translation?.model === 'fr-en-luong', 'the model is Luong’s');
    await set('runtime', 'wasm');
    await until(async () => (await state()).busy === null, 'the other runtime has answered');
    equal((await state()).error, null);
    equal((await extension().activate()).engineHasStarted(), true);
  });

  it('with an unknown model end in a message, and the next model works', async () => {
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await set('model', 'fr-en-nowhere');
    await until(async () => (await state()).model === 'fr-en-nowhere', 'the setting was read');
    await translate();
    matches((await state()).error ?? '', /fr-en-nowhere/);
    await set('model', 'fr-en-luong');
    await until(
      async () => (await state()).translation?.model === 'fr-en-luong',
      'the sentence is translated',
    );
    equal((await state()).error, null);
  });

  it('that make no sense count as not set', async () => {
    await set('scoreFunction', 'magic');
    await set('runtime', 7);
    select(await openText('Il fait froid.'), 'Il fait froid.');
    await translate();
    equal((await state()).score, 'additive');
    equal((await state()).error, null);
  });
});
