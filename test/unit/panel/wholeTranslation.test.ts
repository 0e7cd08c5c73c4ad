import assert from 'node:assert/strict';
import { EngineError } from '../../../src/model/engineError';
import { translateWhole } from '../../../src/panel/wholeTranslation';
import type { TranslationResult } from '../../../src/protocol/translation';
import { documentOf } from '../../../src/text/document';
import { sampleTranslation } from '../../support/translations';

type Answer = string | Partial<TranslationResult> | Error;

/** Translates each sentence as the list says. */
function translator(answers: readonly Answer[]): (index: number) => Promise<TranslationResult> {
  return (index) => {
    const answer = answers[index] ?? new Error(`Nobody should ask for ${index}.`);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(sampleTranslation(typeof answer === 'string' ? { targetText: answer } : answer));
  };
}

const layout = documentOf('> Un chat\n> dort. Deux.\n\nTrois.');
const never = new AbortController().signal;

describe('the translation of several sentences', () => {
  it('is put together with its line breaks, and told how far it is', async () => {
    const told: string[] = [];
    const report = (done: number, all: number): void => void told.push(`${done}/${all}`);
    const whole = await translateWhole(
      layout,
      translator(['A cat sleeps.', 'Two.', 'Three.']),
      report,
      never,
    );
    assert.deepEqual(whole, {
      text: '> A cat\n> sleeps. Two.\n\nThree.',
      sentences: 3,
      kept: 0,
      problems: [],
    });
    assert.deepEqual(told, ['0/3', '1/3', '2/3']);
  });

  it('keeps what cannot be translated, or does not end, and says why', async () => {
    const answers = [new EngineError('too-long', 'It is long.'), { complete: false }, 'Three.'];
    const { text, kept, problems } = await translateWhole(
      layout,
      translator(answers),
      () => undefined,
      never,
    );
    assert.equal(text, '> Un chat\n> dort. Deux.\n\nThree.');
    assert.equal(kept, 2);
    assert.deepEqual(problems, [
      '“Un chat dort.”: left as it is: It is long.',
      '“Deux.”: left as it is: The translation did not end within the greatest length that the model makes.',
    ]);
  });

  it('says what was lost or doubled on the way', async () => {
    const answers = ['A.', { targetText: 'B.', missing: ['**', 'x()'], repeated: ['12'] }, 'C.'];
    const { kept, problems } = await translateWhole(layout, translator(answers), () => undefined, never);
    assert.equal(kept, 0);
    assert.deepEqual(problems, [
      '“Deux.”: “**” and “x()” were not carried over into the translation. “12” is in the translation more than once.',
    ]);
  });

  it('asks for no sentence without words', async () => {
    const parts = [{ kind: 'sentence', text: '`a.b`', original: '`a.b`', line: 1 }] as const;
    const whole = await translateWhole({ parts }, translator([]), () => undefined, never);
    assert.deepEqual([whole.text, whole.kept], ['`a.b`', 0]);
  });

  it('ends with what every sentence would fail with, and when it is told to', async () => {
    const broken = translator(['A.', new EngineError('invalid-bundle', 'It is broken.'), 'C.']);
    await assert.rejects(
      translateWhole(layout, broken, () => undefined, never),
      /It is broken/,
    );
    const job = new AbortController();
    const asked: number[] = [];
    const stopped = translateWhole(
      layout,
      (index) => {
        asked.push(index);
        job.abort(new DOMException('Cancelled.', 'AbortError'));
        return Promise.resolve(sampleTranslation());
      },
      () => undefined,
      job.signal,
    );
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.deepEqual(asked, [0]);
  });
});
