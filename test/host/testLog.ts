import * as vscode from 'vscode';

let count = 0;

/** A log of its own for each test: in a web host, a name that was disposed of once stays closed. */
export function testLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel(`Attention Lens tests ${++count}`, { log: true });
}
