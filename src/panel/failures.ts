import * as vscode from 'vscode';
import { EngineError, type EngineErrorCode } from '../model/engineError';
import type { Failure, PanelController } from './panelController';

interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

/** Says what went wrong and what can be done about it; the details go to the log. */
export class FailureReporter {
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly controller: PanelController,
  ) {}

  report({ error, message }: Failure): void {
    const code = error instanceof EngineError ? error.code : 'internal';
    this.log.error(`${code}: ${detailsOf(error)}`);
    this.show(message, this.actionsFor(code));
  }

  pageFailed(message: string): void {
    this.log.error(`page: ${message}`);
    this.show(`The alignment panel failed: ${message}`, [this.showLog]);
  }

  private show(message: string, actions: readonly Action[]): void {
    const shown = vscode.window.showErrorMessage(message, ...actions);
    // Rejected only while the window closes.
    shown.then(
      (action) => action?.run(),
      () => undefined,
    );
  }

  private readonly showLog: Action = {
    title: 'Show Log',
    run: () => {
      this.log.show();
    },
  };

  private actionsFor(code: EngineErrorCode): readonly Action[] {
    const chooseModel = command('Choose Model…', 'attentionLens.chooseModel');
    const changeScore = command('Change Score Function…', 'attentionLens.changeScore');
    const settings = command('Open Settings', 'workbench.action.openSettings', 'attentionLens.runtime');
    const retry: Action = { title: 'Try Again', run: () => this.controller.retry() };
    switch (code) {
      case 'empty-text':
      case 'too-long':
        return [];
      case 'unknown-model':
        return [chooseModel];
      case 'unknown-score':
        return [changeScore];
      case 'invalid-bundle':
        return [chooseModel, this.showLog];
      case 'runtime-unavailable':
        return [settings, this.showLog];
      case 'worker-died':
      case 'internal':
        return [retry, this.showLog];
    }
  }
}

function command(title: string, id: string, ...rest: unknown[]): Action {
  return { title, run: () => vscode.commands.executeCommand(id, ...rest) };
}

/** The stack and what caused it, as far as there is any. */
function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${detailsOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
