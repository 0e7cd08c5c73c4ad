import { equal, ok } from './assert';
import * as vscode from 'vscode';
import { extension } from './support';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly key: string; readonly mac?: string }[];
  };
}

const manifest = (): Manifest => extension().packageJSON as Manifest;

describe('activation', () => {
  it('starts no engine, let alone loads a model', async () => {
    const api = await extension().activate();
    equal(api.version, 1);
    equal(api.engineHasStarted(), false);
    equal(api.state().translation, null);
  });

  it('registers every command that package.json promises', async () => {
    await extension().activate();
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of manifest().contributes.commands) {
      ok(registered.includes(command), command);
    }
  });

  it('takes no key that VS Code has bound', async () => {
    const defaults = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    // One object for each binding, ours among them; comments stand between.
    const bindings = Array.from(
      defaults.getText().matchAll(/^\{ "key": "([^"]+)",\s+"command": "([^"]+)"/gm),
    );
    const bound = new Set(
      bindings
        .filter(([, , command]) => command?.startsWith('attentionLens.') === false)
        .map(([, key]) => key),
    );
    ok(bound.size > 100, 'the default key bindings were read');
    const own = new Set(manifest().contributes.keybindings.map(({ key }) => key));
    equal(
      [...own].filter((key) => bound.has(key)),
      [],
    );
  });
});
