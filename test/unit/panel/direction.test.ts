import assert from 'node:assert/strict';
import * as v from 'valibot';
import { EngineError, engineErrorCodes } from '../../../src/model/engineError';
import { PanelController } from '../../../src/panel/panelController';
import { otherLanguage, problemOf } from '../../../src/panel/problems';
import type { SourceSentence } from '../../../src/panel/view';
import { directionFrom, modelIdOf, reverse } from '../../../src/protocol/direction';
import { hostMessage } from '../../../src/protocol/messages';
import { FakeEngine } from '../../support/fakeEngine';

const sentence = (text: string, language: string | null): SourceSentence => ({
  text,
  language,
  origin: null,
});
const french = sentence('Le chat dort.', 'fr');
const english = sentence('The cat sleeps.', 'en');
const german = sentence('Die Katze schläft.', 'de');
const unclear = sentence('Taxi !', null);

function start(): { engine: FakeEngine; controller: PanelController; failures: string[] } {
  const engine = new FakeEngine();
  engine.isAutomatic = true;
  const controller = new PanelController(engine, { direction: 'auto', family: 'luong', score: 'dot' });
  const failures: string[] = [];
  controller.onDidFail(({ message }) => failures.push(message));
  controller.onDidChange(() => {
    v.assert(hostMessage, { type: 'show', state: controller.state });
  });
  return { engine, controller, failures };
}

const modelOf = (controller: PanelController) => controller.state.translation?.model;

describe('the direction', () => {
  it('is that of each sentence, in a selection of both languages', async () => {
    const { controller } = start();
    await controller.translate([french, english, french]);
    assert.equal(modelOf(controller), 'fr-en-luong');
    assert.deepEqual([controller.state.used, controller.state.isDetected], ['fr-en', true]);
    await controller.showNeighbour(1);
    assert.equal(modelOf(controller), 'en-fr-luong');
    assert.deepEqual([controller.state.used, controller.state.isDetected], ['en-fr', true]);
    await controller.showNeighbour(1);
    assert.equal(modelOf(controller), 'fr-en-luong');
  });

  it('is fixed for every sentence until it is left to the text again', async () => {
    const { controller } = start();
    await controller.translate([french, english]);
    await controller.changeDirection('en-fr');
    assert.equal(modelOf(controller), 'en-fr-luong');
    assert.deepEqual([controller.state.used, controller.state.isDetected], ['en-fr', false]);
    await controller.translate([german]);
    assert.equal(modelOf(controller), 'en-fr-luong');
    await controller.translate([french]);
    await controller.changeDirection('auto');
    assert.equal(modelOf(controller), 'fr-en-luong');
    assert.equal(controller.state.isDetected, true);
  });

  it('of a text that does not tell is the one in use, and is said to be assumed', async () => {
    const { controller } = start();
    await controller.translate([unclear]);
    assert.equal(modelOf(controller), 'fr-en-luong');
    assert.deepEqual([controller.state.used, controller.state.isDetected], ['fr-en', false]);
    await controller.translate([english]);
    await controller.translate([unclear]);
    assert.equal(modelOf(controller), 'en-fr-luong');
    assert.equal(controller.state.memory?.assumed, 'en-fr');
  });

  it('and the family come back after a reload', async () => {
    const before = start().controller;
    await before.translate([english]);
    await before.translate([unclear, french]);
    await before.changeFamily('bahdanau');
    const { memory } = before.state;
    assert.ok(memory);
    const after = start().controller;
    await after.restore(memory);
    assert.equal(modelOf(after), 'en-fr-bahdanau');
    assert.deepEqual(after.state.memory, memory);
    await after.changeDirection('fr-en');
    const { memory: fixed } = after.state;
    assert.ok(fixed);
    const again = start().controller;
    await again.restore(fixed);
    assert.deepEqual([again.state.direction, modelOf(again)], ['fr-en', 'fr-en-bahdanau']);
  });

  it('that is another takes the step away, and one that is the same keeps it', async () => {
    const { controller, engine } = start();
    await controller.translate([french]);
    controller.moveTo(1);
    await controller.changeDirection('fr-en');
    assert.equal(controller.state.position, 1);
    assert.equal(engine.calls.length, 1);
    await controller.changeDirection('en-fr');
    assert.equal(controller.state.position, 3);
  });

  it('without a sentence is remembered for the next', async () => {
    const { controller, engine } = start();
    assert.equal(controller.state.used, null);
    await controller.changeDirection('en-fr');
    assert.equal(controller.state.used, 'en-fr');
    await controller.translate([french]);
    assert.equal(engine.last.request.model, 'en-fr-luong');
  });
});

describe('text in another language', () => {
  it('is not translated, and nothing of what was there before is shown for it', async () => {
    const { controller, engine, failures } = start();
    await controller.translate([french]);
    await controller.translate([german]);
    assert.equal(engine.calls.length, 1);
    assert.equal(controller.state.translation, null);
    assert.deepEqual(controller.state.error, {
      message:
        'This looks like German. The models translate French and English. ' +
        'Choose a direction to translate it anyway.',
      remedy: 'direction',
    });
    assert.equal(failures.length, 1);
  });

  it('is translated when somebody chooses a direction', async () => {
    const { controller } = start();
    await controller.translate([german]);
    await controller.changeDirection('fr-en');
    assert.equal(modelOf(controller), 'fr-en-luong');
    assert.equal(controller.state.error, null);
  });

  it('between others is passed over by going on', async () => {
    const { controller, failures } = start();
    await controller.translate([french, german, english]);
    assert.deepEqual(failures, [], 'looking ahead says nothing');
    await controller.showNeighbour(1);
    assert.equal(controller.state.error?.remedy, 'direction');
    await controller.showNeighbour(1);
    assert.deepEqual([controller.state.error, modelOf(controller)], [null, 'en-fr-luong']);
  });

  it('stops what was being computed', async () => {
    const { controller, engine } = start();
    engine.isAutomatic = false;
    const older = controller.translate([french]);
    await controller.translate([german]);
    await older;
    assert.equal(engine.last.signal.aborted, true);
    assert.equal(controller.state.busy, null);
  });

  it('without a name is said to be neither', () => {
    for (const language of ['und', null]) {
      assert.match(otherLanguage(language).message, /^This looks like neither French nor English\. The/);
    }
    assert.match(otherLanguage('la').message, /^This looks like Latin\./);
  });
});

describe('what can be done about an error', () => {
  it('is to try again only where that may help', () => {
    const remedies = engineErrorCodes.map((code) => [code, problemOf(new EngineError(code, 'x')).remedy]);
    assert.deepEqual(
      remedies.filter(([, remedy]) => remedy === 'retry').map(([code]) => code),
      ['invalid-bundle', 'runtime-unavailable', 'worker-died', 'internal'],
    );
    assert.equal(problemOf(new TypeError('x')).remedy, 'retry');
  });
});

describe('directions', () => {
  it('begin with a language, and can be turned round', () => {
    assert.deepEqual(['fr', 'en', 'de', '', null].map(directionFrom), ['fr-en', 'en-fr', null, null, null]);
    assert.equal(reverse('fr-en'), 'en-fr');
    assert.equal(reverse('en-fr'), 'fr-en');
    assert.equal(modelIdOf('en-fr', 'bahdanau'), 'en-fr-bahdanau');
  });
});
