import assert from 'node:assert/strict';
import { PanelController } from '../../../src/panel/panelController';
import { FakeEngine, settled } from '../../support/fakeEngine';

const sentences = ['un chat', 'deux chiens', 'zwei Katzen'].map((text, index) => ({
  text,
  language: index === 2 ? 'de' : 'fr',
  origin: null,
}));

describe('the translation of another sentence than the one that is shown', () => {
  const engine = new FakeEngine();
  engine.isAutomatic = true;
  const controller = new PanelController(engine, { direction: 'auto', family: 'luong', score: 'dot' });
  const { signal } = new AbortController();

  it('changes nothing that is shown, and is asked for once', async () => {
    await controller.translate(sentences);
    await settled();
    const before = controller.state;
    const asked = engine.calls.length;
    const { view } = controller.picture ?? assert.fail('Nothing is shown.');
    assert.equal((await controller.translationOf(view, 1, signal)).targetText, 'DEUX CHIENS');
    assert.equal((await controller.translationOf(view, 0, signal)).targetText, 'UN CHAT');
    assert.equal(engine.calls.length, asked, 'both were known');
    assert.equal(engine.last.request.model, 'fr-en-luong');
    const other = { ...view, score: 'none' as const };
    await controller.translationOf(other, 1, signal);
    await controller.translationOf(other, 1, signal);
    assert.equal(engine.calls.length, asked + 1);
    assert.deepEqual(controller.state, before);
  });

  it('is refused in another language, with words', async () => {
    const { view } = controller.picture ?? assert.fail('Nothing is shown.');
    await assert.rejects(controller.translationOf(view, 2, signal), /German/);
  });

  it('is given up with its signal', async () => {
    engine.isAutomatic = false;
    const { view } = controller.picture ?? assert.fail('Nothing is shown.');
    const job = new AbortController();
    const translating = controller.translationOf({ ...view, score: 'general' }, 1, job.signal);
    job.abort(new DOMException('Cancelled.', 'AbortError'));
    await assert.rejects(translating, { name: 'AbortError' });
  });
});
