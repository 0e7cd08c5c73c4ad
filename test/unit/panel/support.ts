import * as v from 'valibot';
import { PanelController } from '../../../src/panel/panelController';
import { hostMessage } from '../../../src/protocol/messages';
import { FakeEngine } from '../../support/fakeEngine';

/** A selection of one sentence that knows where it stands. */
export const one = [{ text: 'un chat dort', language: 'fr', origin: { uri: 'file:///a.md', offset: 4 } }];
export const three = ['un chat', 'deux chiens', 'trois ânes'].map((text) => ({
  text,
  language: 'fr',
  origin: null,
}));

/** A controller with an engine that answers when it is told to, and the failures that it tells of. */
export function start(): { engine: FakeEngine; controller: PanelController; failures: string[] } {
  const engine = new FakeEngine();
  const controller = new PanelController(engine, {
    direction: 'auto',
    family: 'bahdanau',
    score: 'additive',
  });
  const failures: string[] = [];
  controller.onDidFail(({ message }) => failures.push(message));
  // Whatever it is in, the page must be able to draw it.
  controller.onDidChange(() => {
    v.assert(hostMessage, { type: 'show', state: controller.state });
  });
  return { engine, controller, failures };
}
