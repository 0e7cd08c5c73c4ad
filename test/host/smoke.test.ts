import * as vscode from 'vscode';

const id = 'attention-lens.attention-lens';

describe('the extension in a real extension host', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    if (!extension) throw new Error(`${id} is not installed`);
    await extension.activate();
    if (!extension.isActive) throw new Error('not active after activate()');
  });
});
