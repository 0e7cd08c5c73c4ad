import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../lifecycle';
import type { PanelController } from './panelController';

/** Short work should not flash a notification. */
const patience = 400;

/** Shows a notification with Cancel while the controller is busy for longer than a moment. */
export function showProgress(controller: PanelController): Disposable {
  const store = new DisposableStore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let finish: (() => void) | null = null;

  const start = (): void => {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: 'Attention Lens',
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      return new Promise<void>((resolve) => {
        const report = (): void => {
          const { busy } = controller.state;
          if (busy === null) finish?.();
          else progress.report({ message: busy });
        };
        const listeners = new DisposableStore();
        listeners.add(
          token.onCancellationRequested(() => {
            controller.cancel();
          }),
        );
        listeners.add(controller.onDidChange(report));
        finish = () => {
          finish = null;
          listeners.dispose();
          resolve();
        };
        report();
      });
    });
  };

  const follow = (): void => {
    const { busy } = controller.state;
    if (busy === null) {
      clearTimeout(timer);
      timer = undefined;
    } else if (finish === null) {
      // Superseded work keeps its timer: a person waits for the answer, whichever request gives it.
      timer ??= setTimeout(() => {
        timer = undefined;
        start();
      }, patience);
    }
  };

  store.add(controller.onDidChange(follow));
  store.add({
    dispose: () => {
      clearTimeout(timer);
    },
  });
  store.add({ dispose: () => finish?.() });
  return store;
}
