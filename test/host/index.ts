// VS Code loads this file inside the Node extension host and calls run().
import Mocha from 'mocha';
import { runSuites } from './run';

export function run(): Promise<void> {
  return runSuites(new Mocha({ ui: 'bdd', reporter: Mocha.reporters.Base }), async () => {
    await import('./rejections.test');
    await import('./activation.test');
    await import('./smoke.test');
    await import('./translate.test');
    await import('./settings.test');
    await import('./panel.test');
    await import('./copy.test');
    await import('./messages.test');
    await import('./marks.test');
  });
}
