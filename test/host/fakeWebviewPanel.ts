import * as vscode from 'vscode';
import { parseHostMessage, type HostMessage } from '../../src/protocol/messages';
import { panelViewType } from '../../src/panel/alignmentPanel';

/** A webview panel without a page: the test is the page. */
export class FakeWebviewPanel {
  readonly viewType = panelViewType;
  readonly title = 'Alignment';
  visible = true;
  isDisposed = false;
  options: vscode.WebviewOptions = {};
  html = '';
  readonly posted: HostMessage[] = [];
  private readonly received = new vscode.EventEmitter<unknown>();
  private readonly viewState = new vscode.EventEmitter<unknown>();
  private readonly disposed = new vscode.EventEmitter<undefined>();

  /** What the extension sees of it. */
  get panel(): vscode.WebviewPanel {
    const webview = {
      cspSource: 'https://page',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.received.event,
      postMessage: (message: unknown) => {
        // As a real page gets it: through JSON, and only if it is understood.
        const parsed = parseHostMessage(JSON.parse(JSON.stringify(message)));
        if (parsed === null) throw new Error('The page would not understand this message.');
        this.posted.push(parsed);
        return Promise.resolve(true);
      },
    };
    Object.defineProperty(webview, 'options', {
      set: (options: vscode.WebviewOptions) => (this.options = options),
    });
    Object.defineProperty(webview, 'html', { set: (html: string) => (this.html = html) });
    const panel = {
      viewType: this.viewType,
      title: this.title,
      webview,
      onDidChangeViewState: this.viewState.event,
      onDidDispose: this.disposed.event,
      reveal: () => {
        this.setVisible(true);
      },
      dispose: () => {
        this.close();
      },
    };
    Object.defineProperty(panel, 'visible', { get: () => this.visible });
    return panel as unknown as vscode.WebviewPanel;
  }

  /** The page says something. */
  say(message: unknown): void {
    this.received.fire(message);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.viewState.fire({});
  }

  close(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.visible = false;
    this.disposed.fire(undefined);
  }

  get last(): HostMessage | undefined {
    return this.posted.at(-1);
  }
}
