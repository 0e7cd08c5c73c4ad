/** Something that holds on to something until it is told to let go; `vscode.Disposable` is one of them. */
export interface Disposable {
  dispose(): unknown;
}

/** Disposes of what it was given, once, the last first. What is added later is disposed of at once. */
export class DisposableStore implements Disposable {
  private readonly held: Disposable[] = [];
  private isDisposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.isDisposed) disposable.dispose();
    else this.held.push(disposable);
    return disposable;
  }

  dispose(): void {
    this.isDisposed = true;
    for (const disposable of this.held.splice(0).reverse()) disposable.dispose();
  }
}

/** VS Code's events, for code that must run without VS Code. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void): Disposable => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
