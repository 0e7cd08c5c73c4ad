import assert from 'node:assert/strict';
import { EngineError } from '../../../src/model/engineError';
import { settled } from '../../support/fakeEngine';
import { one, start, three } from './support';

describe('the panel’s controller', () => {
  it('begins empty, and asks the engine for nothing', () => {
    const { engine, controller } = start();
    const { translation, busy, error, memory, sentenceCount } = controller.state;
    assert.deepEqual([translation, busy, error, memory, sentenceCount], [null, null, null, null, 0]);
    assert.equal(engine.calls.length, 0);
  });

  it('is busy until the translation is there', async () => {
    const { engine, controller } = start();
    const done = controller.translate(one);
    assert.match(controller.state.busy ?? '', /^Loading the model “French → English \(Bahdanau\)” and/);
    assert.deepEqual(engine.last.request, {
      model: 'fr-en-bahdanau',
      score: 'additive',
      text: 'un chat dort',
    });
    engine.last.answer();
    await done;
    assert.equal(controller.state.busy, null);
    assert.equal(controller.state.translation?.targetText, 'UN CHAT DORT');
    assert.equal(controller.state.position, 3);
  });

  it('speaks of loading only the first time', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    engine.isAutomatic = false;
    void controller.changeScore('dot');
    assert.equal(controller.state.busy, 'Translating…');
  });

  it('keeps the old picture while another is on its way, and what it remembers is the wish', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    engine.isAutomatic = false;
    void controller.translate(three);
    assert.equal(controller.state.translation?.sourceText, 'un chat dort');
    assert.equal(controller.picture?.source.text, 'un chat dort');
    assert.equal(controller.state.memory?.sentences.length, 3);
  });
});

describe('a newer request', () => {
  it('aborts the older one, whose answer is not looked at', async () => {
    const { engine, controller, failures } = start();
    engine.obeys = false;
    const older = controller.translate(one);
    const first = engine.last;
    const newer = controller.translate(three);
    assert.equal(first.signal.aborted, true);
    engine.last.answer();
    await newer;
    first.answer();
    await older;
    await settled();
    assert.equal(controller.state.translation?.sourceText, 'un chat');
    assert.deepEqual(failures, []);
  });

  it('wins, twenty times over', async () => {
    const { engine, controller, failures } = start();
    const all = Array.from({ length: 20 }, (_, index) =>
      controller.translate([{ text: `phrase ${index}`, language: 'fr', origin: null }]),
    );
    engine.last.answer();
    await Promise.all(all);
    assert.equal(engine.calls.filter(({ signal }) => signal.aborted).length, 19);
    assert.equal(controller.state.translation?.sourceText, 'phrase 19');
    assert.equal(controller.state.busy, null);
    assert.deepEqual(failures, []);
  });

  it('for what is known needs no engine, and stops the work', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    engine.isAutomatic = false;
    void controller.changeScore('dot');
    await controller.changeScore('additive');
    assert.equal(engine.last.signal.aborted, true);
    assert.deepEqual([controller.state.busy, controller.state.score], [null, 'additive']);
    assert.equal(engine.calls.length, 2);
  });
});

describe('cancelling', () => {
  it('aborts, and brings back what the picture shows', async () => {
    const { engine, controller, failures } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    engine.isAutomatic = false;
    const change = controller.changeScore('none');
    controller.cancel();
    await change;
    assert.equal(engine.last.signal.aborted, true);
    assert.deepEqual([controller.state.busy, controller.state.error], [null, null]);
    assert.equal(controller.state.score, 'additive');
    assert.deepEqual(failures, []);
  });

  it('the first translation leaves the panel empty', async () => {
    const { controller } = start();
    const done = controller.translate(one);
    controller.cancel();
    await done;
    assert.deepEqual([controller.state.busy, controller.state.memory], [null, null]);
  });

  it('nothing does nothing', () => {
    const { controller } = start();
    controller.onDidChange(() => {
      assert.fail('There was nothing to tell.');
    });
    controller.cancel();
  });
});

describe('a failure', () => {
  it('is told once, takes the picture away, and can be tried again', async () => {
    const { engine, controller, failures } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    engine.isAutomatic = false;
    const done = controller.translate(three);
    engine.last.fail(new EngineError('too-long', 'Too long: select less.'));
    await done;
    assert.deepEqual(failures, ['Too long: select less.']);
    assert.deepEqual(controller.state.error, { message: 'Too long: select less.', remedy: null });
    assert.deepEqual([controller.state.translation, controller.state.busy], [null, null]);
    const again = controller.retry();
    assert.equal(controller.state.error, null);
    engine.last.answer();
    await again;
    assert.equal(controller.state.translation?.sourceText, 'un chat');
  });

  it('that nobody foresaw says so', async () => {
    const { engine, controller, failures } = start();
    const done = controller.translate(one);
    engine.last.fail(new TypeError('x is not a function'));
    await done;
    assert.deepEqual(failures, ['The translation failed unexpectedly: x is not a function']);
  });

  it('of the models is told, and they are asked for again', async () => {
    const { engine, controller, failures } = start();
    engine.modelsFail = true;
    assert.deepEqual(await controller.loadModels(), []);
    assert.deepEqual(failures, ['model.json is broken.']);
    engine.modelsFail = false;
    assert.equal((await controller.loadModels()).length, 4);
    assert.equal(controller.state.models.length, 4);
  });
});

describe('changing score function and family', () => {
  it('decodes the sentence again', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    await controller.changeScore('none');
    assert.equal(controller.state.translation?.steps[0]?.weights, null);
    await controller.changeFamily('luong');
    assert.deepEqual(engine.last.request, { model: 'fr-en-luong', score: 'none', text: 'un chat dort' });
  });

  it('to what it is already does nothing', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    await controller.changeScore('additive');
    await controller.changeFamily('bahdanau');
    assert.equal(engine.calls.length, 1);
  });

  it('without a sentence is remembered for the next', async () => {
    const { engine, controller } = start();
    await controller.changeScore('general');
    assert.equal(controller.state.score, 'general');
    void controller.translate(one);
    assert.equal(engine.last.request.score, 'general');
  });

  it('keeps the step, as far as there are so many', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    controller.moveTo(1);
    await controller.changeScore('dot');
    assert.equal(controller.state.position, 1);
  });

  it('asks a new engine after the old one was exchanged', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    await controller.startAgain();
    assert.equal(engine.calls.length, 2);
  });
});

describe('several sentences', () => {
  it('are walked through, each translated, the next ahead of time', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await settled();
    assert.deepEqual(
      engine.calls.map(({ request }) => request.text),
      ['un chat', 'deux chiens'],
    );
    await controller.showNeighbour(1);
    assert.equal(controller.state.translation?.sourceText, 'deux chiens');
    assert.deepEqual([controller.state.sentence, controller.state.sentenceCount], [1, 3]);
    await controller.showSentence(2);
    await controller.showNeighbour(1);
    assert.equal(controller.state.translation.sourceText, 'trois ânes');
    await controller.showNeighbour(-1);
    assert.equal(controller.state.sentence, 1);
    assert.equal(engine.calls.length, 3);
  });

  it('that do not exist are not shown', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await controller.showSentence(7);
    await controller.showNeighbour(-1);
    assert.equal(controller.state.sentence, 0);
  });

  it('translated ahead of time fail in silence, and aloud when they are asked for', async () => {
    const { engine, controller, failures } = start();
    const done = controller.translate(three);
    engine.last.answer();
    await done;
    engine.last.fail(new EngineError('too-long', 'Too long.'));
    await settled();
    assert.deepEqual(failures, []);
    const next = controller.showNeighbour(1);
    engine.last.fail(new EngineError('too-long', 'Too long.'));
    await next;
    assert.deepEqual(failures, ['Too long.']);
  });
});

describe('steps', () => {
  it('stay between none and all', async () => {
    const { engine, controller } = start();
    controller.moveTo(2);
    engine.isAutomatic = true;
    await controller.translate(one);
    controller.step(1);
    assert.equal(controller.state.position, 3);
    controller.step(-1);
    assert.equal(controller.state.position, 2);
    controller.moveTo(0);
    controller.step(-1);
    assert.equal(controller.state.position, 0);
    controller.moveTo(Infinity);
    assert.equal(controller.state.position, 3);
    assert.equal(engine.calls.length, 1);
  });

  it('all of them are shown of another sentence', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    controller.moveTo(0);
    await controller.showNeighbour(1);
    assert.equal(controller.state.position, 2);
  });
});

describe('after disposal', () => {
  it('nothing is running and nobody is told anything', async () => {
    const { engine, controller, failures } = start();
    const done = controller.translate(one);
    controller.dispose();
    await done;
    assert.equal(engine.last.signal.aborted, true);
    assert.deepEqual(failures, []);
  });
});
