import * as vscode from 'vscode';

describe('the web worker extension host', () => {
  it('is a worker in the browser, not Node', () => {
    if (!('WorkerGlobalScope' in globalThis)) throw new Error('this is not a worker');
    if (vscode.env.uiKind !== vscode.UIKind.Web) throw new Error('this is not the web');
  });
});
