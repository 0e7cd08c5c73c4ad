import './styles.css';
import { parseHostMessage, type HostMessage } from '../src/protocol/messages';
import { connectHost, type Host } from './host';
import { buildPage } from './page';
import { contradictionIn } from './state/checkPanel';
import type { Store } from './state/store';

const host = connectHost();
reportFailures(host);
start(host);

function start(host: Host): void {
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no element to build itself in.');
  const store = buildPage(root, host);
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = parseHostMessage(event.data);
    if (message !== null) receive(message, store, host);
  });
  host.post({ type: 'ready', memory: host.recall() });
}

function receive(message: HostMessage, store: Store, host: Host): void {
  switch (message.type) {
    case 'show': {
      const contradiction = contradictionIn(message.state);
      if (contradiction !== null) {
        host.post({ type: 'failed', message: contradiction });
        return;
      }
      host.remember(message.state.memory);
      store.dispatch({ type: 'shown', panel: message.state });
      return;
    }
    case 'point':
      store.dispatch({ type: 'pointed', column: message.column });
      return;
    case 'copying':
      store.dispatch({ type: 'copying', phase: message.phase });
      return;
  }
}

/** Nobody sees this page's console: what fails here is told to the host, which logs it. */
function reportFailures(host: Host): void {
  addEventListener('error', (event) => {
    host.post({ type: 'failed', message: textOf(event.error ?? event.message) });
  });
  addEventListener('unhandledrejection', (event) => {
    host.post({ type: 'failed', message: textOf(event.reason) });
  });
}

function textOf(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
