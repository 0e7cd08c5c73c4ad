import assert from 'node:assert/strict';
import type { PanelController } from '../../../src/panel/panelController';
import { start, three } from './support';

describe('a beam', () => {
  const shown = ({ state }: PanelController) => [
    state.translation?.targetText,
    state.translation?.beam?.shown,
  ];

  it('is asked for by its width, and known again', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    const found = () => controller.state.translation?.beam?.hypotheses.length;
    assert.equal(found(), undefined);
    await controller.changeBeam(4);
    assert.equal(engine.last.request.beam?.width, 4);
    assert.equal(controller.state.beam, 4);
    assert.equal(found(), 4);
    const asked = engine.calls.length;
    await controller.changeBeam(1);
    await controller.changeBeam(4);
    assert.equal(engine.calls.length, asked);
    assert.deepEqual(shown(controller), ['UN CHAT', 0]);
  });

  it('shows another hypothesis at once, with its own steps, and remembers it', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await controller.changeBeam(4);
    const asked = engine.calls.length;
    controller.showHypothesis(2);
    assert.equal(engine.calls.length, asked);
    assert.deepEqual(shown(controller), ['UN CHAT!!', 2]);
    assert.equal(controller.state.translation?.steps.length, 4);
    assert.equal(controller.state.position, 4);
    assert.deepEqual(controller.picture?.translation, controller.state.translation);
    assert.equal(controller.state.memory?.hypothesis, 2);
    controller.moveTo(1);
    controller.showHypothesis(1);
    const { position, memory } = controller.state;
    assert.deepEqual([position, memory.hypothesis], [1, 1]);
    controller.showHypothesis(9);
    assert.deepEqual(shown(controller), ['UN CHAT!', 1]);
  });

  it('begins with the best again where the picture is of something else', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await controller.changeBeam(3);
    for (const change of [
      () => controller.changeScore('dot'),
      () => controller.changeFamily('luong'),
      () => controller.changeBeam(2),
      () => controller.showNeighbour(1),
      () => controller.changeDirection('en-fr'),
    ]) {
      controller.showHypothesis(1);
      assert.equal(shown(controller)[1], 1);
      await change();
      assert.equal(shown(controller)[1], 0);
      assert.equal(controller.state.memory?.hypothesis, 0);
    }
  });

  it('leaves what is on its way alone when another hypothesis is chosen meanwhile', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await controller.changeBeam(3);
    engine.isAutomatic = false;
    const changing = controller.changeScore('dot');
    controller.showHypothesis(2);
    assert.equal(shown(controller)[1], 2);
    engine.last.answer();
    await changing;
    assert.deepEqual(shown(controller), ['UN CHAT', 0]);
  });

  it('gives for copying the hypothesis that is shown, and of other sentences the best', async () => {
    const { engine, controller } = start();
    engine.isAutomatic = true;
    await controller.translate(three);
    await controller.changeBeam(3);
    controller.showHypothesis(1);
    const { view } = controller.picture!;
    const { signal } = new AbortController();
    const texts = [0, 1].map(
      async (index) => (await controller.translationOf(view, index, signal)).targetText,
    );
    const [own, other] = await Promise.all(texts);
    assert.deepEqual([own, other?.endsWith('!')], ['UN CHAT!', false]);
  });
});
