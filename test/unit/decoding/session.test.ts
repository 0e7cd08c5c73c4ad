import assert from 'node:assert/strict';
import { attendWith } from '../../../src/decoding/attending';
import { DecodingSession } from '../../../src/decoding/session';
import { CopyingModel } from '../../support/fakeModel';

const sentence = [5, 9, 7, 2];

async function start(model: CopyingModel, source = sentence): Promise<DecodingSession> {
  const encoded = await model.encode(source);
  return DecodingSession.start(model, attendWith('dot', {}, encoded), encoded);
}

describe('a decoding session', () => {
  it('decodes greedily to the end of the sentence', async () => {
    const session = await (await start(new CopyingModel())).toEnd();
    assert.deepEqual(session.tokens, sentence);
    assert.ok(session.isFinished && session.endsWithEnd);
  });

  it('keeps for each step what the model computed and the ten best candidates', async () => {
    const session = await (await start(new CopyingModel())).forward();
    const step = session.steps[0]!;
    assert.equal(step.candidates.length, 10);
    assert.deepEqual(
      step.candidates.slice(0, 2).map(({ token }) => token),
      [5, 6],
    );
    assert.equal(step.logProbability, step.model.logProbabilities[5]);
    assert.equal(step.model.attention?.weights.length, sentence.length);
    assert.equal(step.forced, false);
  });

  it('goes back and forward again without computing anything', async () => {
    const model = new CopyingModel();
    const end = await (await start(model)).toEnd();
    const computed = model.stepsComputed;
    const again = await end.back().back().forward();
    assert.deepEqual(again.tokens, [5, 9, 7]);
    assert.deepEqual((await end.toStart().toEnd()).tokens, sentence);
    assert.equal(model.stepsComputed, computed);
    assert.deepEqual(end.tokens, sentence, 'a session that one moved away from is as it was');
  });

  it('stays where it is at either end', async () => {
    const first = await start(new CopyingModel());
    assert.equal(first.back().position, 0);
    const end = await first.toEnd();
    assert.equal(await end.forward(), end);
  });

  it('branches where a token is chosen, and leaves the other branch alone', async () => {
    const greedy = await (await start(new CopyingModel())).toEnd();
    const branch = await greedy.toStart().choose(6);
    assert.deepEqual(branch.tokens, [6]);
    assert.equal(branch.steps[0]!.forced, true);
    assert.equal(branch.steps[0]!.logProbability, greedy.steps[0]!.model.logProbabilities[6]);
    const continued = await branch.toEnd();
    assert.deepEqual(continued.tokens, [6, 9, 7, 2]);
    assert.equal(continued.steps[1]!.model.state[0], 6, 'the model was fed the chosen token');
    assert.deepEqual(greedy.tokens, sentence);
  });

  it('refuses a token that does not exist, and a choice after the end', async () => {
    const first = await start(new CopyingModel());
    await assert.rejects(first.choose(99), /no token 99/u);
    await assert.rejects((await first.toEnd()).choose(5), /go back/u);
  });

  it('stops at the longest length and says that no end was reached', async () => {
    const session = await (await start(new CopyingModel(2))).toEnd();
    assert.deepEqual(session.tokens, [5, 9]);
    assert.ok(session.isFinished && !session.endsWithEnd);
  });

  it('can be cancelled between two steps', async () => {
    const model = new CopyingModel();
    const first = await start(model);
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await assert.rejects(first.toEnd(controller.signal), /enough/u);
    assert.equal(model.stepsComputed, 0);
  });

  it('without attention uses the summary as context and has no weights', async () => {
    const model = new CopyingModel();
    const encoded = await model.encode(sentence);
    const session = await DecodingSession.start(model, attendWith('none', {}, encoded), encoded).toEnd();
    assert.ok(session.steps.every((step) => step.model.attention === null));
    assert.equal(session.steps[0]!.model.context, encoded.summary);
  });
});
