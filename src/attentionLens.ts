import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { LastTextEditor } from './editor/lastTextEditor';
import { pointAtCursor } from './editor/pointAtCursor';
import { revealSentence } from './editor/revealSentence';
import { trackOrigins } from './editor/trackOrigins';
import { WeightMarks } from './editor/weightMarks';
import { DisposableStore } from './lifecycle';
import type { TranslationEngine } from './model/engine';
import { AlignmentPanel, panelViewType } from './panel/alignmentPanel';
import { setContextKeys } from './panel/contextKeys';
import { FailureReporter } from './panel/failures';
import { PanelController } from './panel/panelController';
import { showProgress } from './panel/progress';
import { RestartableEngine } from './panel/restartableEngine';
import { showScoreStatus } from './panel/scoreStatus';
import type { PanelState } from './protocol/panelState';
import { onDidChangeSettings, readSettings, type Settings } from './settings';

/** What the extension lets others see of itself. */
export interface AttentionLensApi {
  readonly version: 1;
  /** What the panel shows. */
  state(): PanelState;
  /** Whether the engine was needed yet; activation does not start it. */
  engineHasStarted(): boolean;
}

export type CreateEngine = (settings: Settings) => TranslationEngine;

/** Puts the rooms together; the hosts differ in the engine only. */
export function startAttentionLens(
  context: vscode.ExtensionContext,
  createEngine: CreateEngine,
): AttentionLensApi {
  const store = new DisposableStore();
  context.subscriptions.push(store);

  const log = store.add(vscode.window.createOutputChannel('Attention Lens', { log: true }));
  const engine = store.add(new RestartableEngine(() => createEngine(readSettings())));
  const controller = store.add(new PanelController(engine, readSettings()));
  const editor = store.add(new LastTextEditor());
  const marks = store.add(new WeightMarks(controller));
  const failures = new FailureReporter(log, controller);
  const panel = store.add(
    new AlignmentPanel(context.extensionUri, controller, {
      highlight: (row, column) => {
        marks.highlight(row, column);
      },
      translateSelection: () => void vscode.commands.executeCommand('attentionLens.translate'),
      copyTranslation: () => void vscode.commands.executeCommand('attentionLens.copyTranslation'),
      pageFailed: (message) => {
        failures.pageFailed(message);
      },
    }),
  );
  store.add(vscode.window.registerWebviewPanelSerializer(panelViewType, panel));
  store.add(
    panel.onDidChangeVisibility(() => {
      if (!panel.isVisible) marks.clear();
    }),
  );
  store.add(
    controller.onDidFail((failure) => {
      failures.report(failure);
    }),
  );
  store.add(trackOrigins(controller));
  store.add(revealSentence(controller));
  store.add(pointAtCursor(controller, panel));
  store.add(showProgress(controller));
  store.add(showScoreStatus(controller, panel));
  store.add(setContextKeys(controller));
  store.add(registerCommands({ controller, panel, editor, log }));
  store.add(
    onDidChangeSettings((now, before) => {
      if (now.direction !== before.direction) void controller.changeDirection(now.direction);
      if (now.family !== before.family) void controller.changeFamily(now.family);
      if (now.score !== before.score) void controller.changeScore(now.score);
      if (now.beam !== before.beam) void controller.changeBeam(now.beam);
      if (now.runtime !== before.runtime) {
        // Whoever asks from now on gets another engine; the old one may take its time to stop.
        engine.dispose().catch((error: unknown) => {
          log.error(String(error));
        });
        void controller.startAgain();
      }
    }),
  );

  return {
    version: 1,
    state: () => controller.state,
    engineHasStarted: () => engine.hasStarted,
  };
}
