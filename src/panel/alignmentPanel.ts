import * as vscode from 'vscode';
import { DisposableStore, Emitter } from '../lifecycle';
import {
  parsePageMessage,
  type CopyingPhase,
  type HostMessage,
  type PageMessage,
} from '../protocol/messages';
import type { PanelController } from './panelController';
import { pageHtml } from './pageHtml';

export const panelViewType = 'attentionLens.alignment';

/** What the panel does not do itself. */
export interface PanelHooks {
  /** A token is hovered or focused in the page. */
  readonly highlight: (row: number | null, column: number | null) => void;
  readonly translateSelection: () => void;
  readonly copyTranslation: () => void;
  readonly pageFailed: (message: string) => void;
}

/** The one alignment panel beside the editor: a page that draws the controller's state and sends wishes back. */
export class AlignmentPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly store = new DisposableStore();
  private readonly visibilityChanged = this.store.add(new Emitter<undefined>());
  private panel: vscode.WebviewPanel | null = null;
  /** Whether the page listens; it does not while it is hidden. */
  private isReady = false;

  /** The panel was opened, shown, hidden or closed. */
  readonly onDidChangeVisibility = this.visibilityChanged.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly controller: PanelController,
    private readonly hooks: PanelHooks,
  ) {
    this.store.add(
      controller.onDidChange(() => {
        this.post({ type: 'show', state: controller.state });
      }),
    );
  }

  get isOpen(): boolean {
    return this.panel !== null;
  }

  get isVisible(): boolean {
    return this.panel?.visible ?? false;
  }

  /** Opens the panel beside the editor, or brings it to the front where it is. The focus stays. */
  open(): void {
    if (this.panel !== null) {
      if (!this.panel.visible) this.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(panelViewType, 'Alignment', place));
  }

  /** After the window was reloaded. What to show, the page remembers, and says with `ready`. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel === null) this.adopt(panel);
    else panel.dispose();
    return Promise.resolve();
  }

  /** The cursor in the text editor is on that source token. */
  point(column: number | null): void {
    this.post({ type: 'point', column });
  }

  /** How far copying the translation is. */
  showCopying(phase: CopyingPhase): void {
    this.post({ type: 'copying', phase });
  }

  dispose(): void {
    this.panel?.dispose();
    this.store.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const root = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    const listeners = new DisposableStore();
    this.panel = panel;
    this.isReady = false;
    listeners.add(
      webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
    );
    listeners.add(
      panel.onDidChangeViewState(() => {
        // A hidden page is gone, and says `ready` again when it is shown.
        if (!panel.visible) this.isReady = false;
        this.visibilityChanged.fire(undefined);
      }),
    );
    listeners.add(
      panel.onDidDispose(() => {
        listeners.dispose();
        this.panel = null;
        this.isReady = false;
        this.controller.cancel();
        this.visibilityChanged.fire(undefined);
      }),
    );
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.svg');
    webview.options = { enableScripts: true, localResourceRoots: [root] };
    webview.html = pageHtml({
      script: address('main.js'),
      style: address('main.css'),
      cspSource: webview.cspSource,
      language: vscode.env.language,
      title: panel.title,
    });
    this.visibilityChanged.fire(undefined);
  }

  private post(message: HostMessage): void {
    // A page that is closed meanwhile does not get it: nothing is lost, it is a whole picture each time.
    if (this.isReady) this.panel?.webview.postMessage(message).then(undefined, () => undefined);
  }

  private receive(value: unknown): void {
    const message = parsePageMessage(value);
    if (message !== null) this.act(message);
  }

  private act(message: PageMessage): void {
    const { controller, hooks } = this;
    switch (message.type) {
      case 'ready':
        this.isReady = true;
        this.post({ type: 'show', state: controller.state });
        void controller.loadModels();
        if (message.memory !== null) void controller.restore(message.memory);
        break;
      case 'changeScore':
        void controller.changeScore(message.score);
        break;
      case 'changeDirection':
        void controller.changeDirection(message.direction);
        break;
      case 'changeFamily':
        void controller.changeFamily(message.family);
        break;
      case 'changeBeam':
        void controller.changeBeam(message.beam);
        break;
      case 'showHypothesis':
        controller.showHypothesis(message.hypothesis);
        break;
      case 'showSentence':
        void controller.showSentence(message.sentence);
        break;
      case 'moveTo':
        controller.moveTo(message.position);
        break;
      case 'highlight':
        hooks.highlight(message.row, message.column);
        break;
      case 'cancel':
        controller.cancel();
        break;
      case 'retry':
        void controller.retry();
        break;
      case 'translateSelection':
        hooks.translateSelection();
        break;
      case 'copyTranslation':
        hooks.copyTranslation();
        break;
      case 'failed':
        hooks.pageFailed(message.message);
        break;
    }
  }
}
