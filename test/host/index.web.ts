// VS Code loads this file inside the web worker extension host and calls run().
import { runSuites } from './run';

export async function run(): Promise<void> {
  // The browser's build defines a global class. Loaded late, because its header assigns `module.exports`, which
  // before this call is still what VS Code looks for run() in.
  await import('mocha/mocha.js');
  await runSuites(new Mocha({ ui: 'bdd', reporter: Mocha.reporters.Base }), async () => {
    await import('./rejections.test');
    await import('./activation.test');
    await import('./smoke.test');
    await import('./webHost.test');
    await import('./translate.test');
    await import('./settings.test');
    await import('./panel.test');
    await import('./copy.test');
    await import('./messages.test');
    await import('./marks.test');
  });
}
