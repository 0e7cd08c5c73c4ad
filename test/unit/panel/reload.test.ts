import assert from 'node:assert/strict';
import type { PanelMemory } from '../../../src/protocol/panelState';
import { one, start, three } from './support';

describe('a reloaded window', () => {
  const memory: PanelMemory = {
    version: 2,
    direction: 'auto',
    family: 'luong',
    assumed: 'fr-en',
    score: 'scaled-dot',
    beam: 1,
    hypothesis: 0,
    sentences: three,
    sentence: 1,
    position: 1,
  };

  it('gets its sentence, score function and step back', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.restore(memory);
    const { translation, score, family, sentence, position } = controller.state;
    assert.equal(translation?.sourceText, 'deux chiens');
    assert.deepEqual([score, family, sentence, position], ['scaled-dot', 'luong', 1, 1]);
    assert.equal(translation.model, 'fr-en-luong');
    assert.deepEqual(controller.state.memory, memory);
  });

  it('does not overwrite what was asked for meanwhile', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    await controller.restore(memory);
    assert.equal(controller.state.translation?.sourceText, 'un chat dort');
  });

  it('survives a memory that does not add up', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.restore({ ...memory, sentence: 99, position: 99 });
    assert.equal(controller.state.translation?.sourceText, 'trois ânes');
    assert.equal(controller.state.position, 2);
  });

  it('with an empty memory stays empty', async () => {
    const { engine, controller } = start();
    await controller.restore({ ...memory, sentences: [] });
    assert.equal(engine.calls.length, 0);
    assert.equal(controller.state.memory, null);
  });
});

describe('the place of a sentence', () => {
  it('moves with the text, also in the picture', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(one);
    controller.moveOrigins(({ origin }) => origin && { ...origin, offset: origin.offset + 3 });
    assert.equal(controller.picture?.source.origin?.offset, 7);
    assert.equal(controller.state.memory?.sentences[0]?.origin?.offset, 7);
  });

  it('that moves while decoding is the place of the picture', async () => {
    const { engine, controller } = start();
    const done = controller.translate(one);
    controller.moveOrigins(() => null);
    engine.last.answer();
    await done;
    assert.equal(controller.picture?.source.origin, null);
    assert.equal(controller.state.translation?.sourceText, 'un chat dort');
  });
});
