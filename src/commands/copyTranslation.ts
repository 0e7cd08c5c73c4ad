import * as vscode from 'vscode';
import { layoutOf } from '../editor/layoutOf';
import { translateWhole, type WholeTranslation } from '../panel/wholeTranslation';
import type { Command } from './command';

/** Short work should not flash a notification. */
const patience = 400;

let underWay: AbortController | null = null;

/** Copies the translation of the whole selection, with its line breaks: also of the sentences not yet looked at. */
export const copyTranslation: Command = {
  id: 'attentionLens.copyTranslation',
  async run({ controller, panel, log }) {
    const { picture } = controller;
    if (picture === null) {
      void vscode.window.showWarningMessage(
        'There is no translation to copy yet. Select a text and translate it first.',
      );
      return;
    }
    underWay?.abort(new DOMException('Superseded by a newer request.', 'AbortError'));
    const job = new AbortController();
    underWay = job;
    panel.showCopying('busy');
    try {
      const { view } = picture;
      const layout = await layoutOf(view.sentences);
      const translationOf = (index: number, signal: AbortSignal) =>
        controller.translationOf(view, index, signal);
      const whole = await withProgress(job, (report) =>
        translateWhole(layout, translationOf, report, job.signal),
      );
      await vscode.env.clipboard.writeText(whole.text);
      if (underWay === job) panel.showCopying('done');
      for (const problem of whole.problems) log.warn(`copying: ${problem}`);
      announce(whole);
    } catch (error) {
      if (underWay === job) panel.showCopying('stopped');
      if (job.signal.aborted) return;
      log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(
        `Nothing was copied: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      if (underWay === job) underWay = null;
    }
  },
};

/** Shows how far the work is, with Cancel, if it takes longer than a moment. */
async function withProgress<T>(
  job: AbortController,
  work: (report: (done: number, all: number) => void) => Promise<T>,
): Promise<T> {
  let tell: (message: string, increment: number) => void = () => undefined;
  let last = { done: 0, all: 1 };
  const message = ({ done, all }: typeof last): string => `Translating sentence ${done + 1} of ${all}…`;
  const result = work((done, all) => {
    last = { done, all };
    tell(message(last), 100 / all);
  });
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLong = await Promise.race([
    settled.then(() => false),
    new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, patience, true);
    }),
  ]);
  clearTimeout(timer);
  if (!isLong) return result;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Copying the translation',
    cancellable: true,
  };
  await vscode.window.withProgress(options, (progress, token) => {
    const cancelled = token.onCancellationRequested(() => {
      job.abort(new DOMException('Cancelled.', 'AbortError'));
    });
    tell = (text, increment) => {
      progress.report({ message: text, increment });
    };
    tell(message(last), (100 * last.done) / last.all);
    return settled.then(() => {
      cancelled.dispose();
    });
  });
  return result;
}

function announce({ sentences, kept, problems }: WholeTranslation): void {
  const [first] = problems;
  if (first === undefined) {
    vscode.window.setStatusBarMessage('Attention Lens: translation copied', 3000);
    return;
  }
  const what = kept > 0 ? `${kept} of ${sentences} sentences were copied as they are` : 'not all went well';
  const more = problems.length > 1 ? ` The log has ${problems.length - 1} more.` : '';
  void vscode.window.showWarningMessage(`The translation was copied, but ${what}. ${first}${more}`);
}
