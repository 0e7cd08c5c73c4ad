import * as vscode from 'vscode';
import { EngineError, type EngineErrorCode } from '../model/engineError';
import { directionLabels, directions } from '../protocol/direction';
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
    // Text in another language is no failure of anything.
    if (code === 'other-language') this.log.info(message);
    else this.log.error(`${code}: ${detailsOf(error)}`);
    const show =
      code === 'other-language' ? vscode.window.showWarningMessage : vscode.window.showErrorMessage;
    this.show(show, message, this.actionsFor(code));
  }

  pageFailed(message: string): void {
    this.log.error(`page: ${message}`);
    this.show(vscode.window.showErrorMessage, `The alignment panel failed: ${message}`, [this.showLog]);
  }

  private show(
    showMessage: (message: string, ...actions: Action[]) => Thenable<Action | undefined>,
    message: string,
    actions: readonly Action[],
  ): void {
    const shown = showMessage(message, ...actions);
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
    const changeDirection = command('Change Direction…', 'attentionLens.changeDirection');
    const changeFamily = command('Change Family…', 'attentionLens.changeFamily');
    const changeScore = command('Change Score Function…', 'attentionLens.changeScore');
    const settings = command('Open Settings', 'workbench.action.openSettings', 'attentionLens.runtime');
    const retry: Action = { title: 'Try Again', run: () => this.controller.retry() };
    switch (code) {
      case 'empty-text':
      case 'too-long':
        return [];
      case 'other-language':
        return directions.map((direction) => ({
          title: directionLabels[direction],
          run: () => this.controller.changeDirection(direction),
        }));
      case 'unknown-model':
        return [changeDirection, changeFamily];
      case 'unknown-score':
        return [changeScore];
      case 'invalid-bundle':
        return [changeFamily, this.showLog];
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
