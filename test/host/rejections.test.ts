import { equal } from './assert';
import { until } from './support';

const unhandled: string[] = [];

/** Other extensions and VS Code live in the same host: only what comes from our code counts. */
function note(reason: unknown): void {
  const what = reason instanceof Error ? `${reason.message}\n${reason.stack ?? ''}` : String(reason);
  if (/dist(?:-test)?\/(?:web\/|host(?:-web)?\/)?(?:extension|index)\.js/.test(what)) unhandled.push(what);
}

// At the root: from before the first suite to after the last.
before(() => {
  if ('process' in globalThis && typeof process.on === 'function') process.on('unhandledRejection', note);
  // VS Code keeps `addEventListener` of its worker to itself.
  else
    globalThis.onunhandledrejection = (event: PromiseRejectionEvent) => {
      note(event.reason);
    };
});

describe('unhandled rejections', () => {
  it('are noticed, of which there is one here on purpose', async () => {
    void Promise.reject(new Error('on purpose'));
    await until(() => unhandled.some((what) => what.startsWith('on purpose')), 'it is noticed');
    unhandled.length = 0;
  });
});

after(() => {
  equal(unhandled, []);
});
