// What a person waits for in a real VS Code, measured inside it; prints figures as one line of JSON.
//
// The browser's own clock is read in the workbench when a key goes down, and in the panel's page after the frame
// that shows the answer: extension host, engine, messages, drawing and painting all lie in between.
import { scoreNames } from '../src/attention/scoreName';
import { focusEditor, goTo, openFile } from '../test/support/editor';
import { PanelView } from '../test/support/panelView';
import { endSession } from '../test/support/session';
import { until } from '../test/support/until';
import { Workbench } from '../test/support/workbench';
import type { Figure } from './measure';
import { sentences } from './sentences';
import { measureHover } from './vscodeHover';

const warmUp = 4;
const windows = 5;
const [width, height] = [1400, 900] as const;
const model = 'fr-en-luong';
const keys = 'Shift+Alt+T';

/** What the page writes down: see `watchPaint`. */
interface Painted {
  readonly source: string;
  readonly score: string;
  /** Milliseconds since 1970, as all times here. */
  readonly at: number;
}

declare global {
  var painted: Painted[] | undefined;
  var pressedAt: number | undefined;
}

async function measure(): Promise<Figure[]> {
  const activations: number[] = [];
  for (let i = 0; i < windows - 1; i++) {
    const workbench = await open();
    activations.push(await activationTime(workbench));
    await workbench.close();
  }
  const workbench = await open();
  const panel = new PanelView(workbench.page);
  activations.push(await activationTime(workbench));
  const { translations, changes } = await measureTranslations(workbench, panel);
  const hovers = await measureHover(panel);
  await workbench.close();
  const how = 'VS Code, wasm';
  return [
    { what: 'activation of the extension', model: '', how, samples: activations },
    { what: 'command to painted heatmap, warm', model, how, samples: translations },
    { what: 'score function chosen to painted heatmap', model, how, samples: changes },
    { what: 'hover on 60 x 60, handled and painted', model: '', how, samples: hovers },
  ];
}

function open(): Promise<Workbench> {
  const files = { 'text.txt': `${sentences.join('\n\n')}\n` };
  return Workbench.open({ suite: 'bench', files, size: { width, height } });
}

/** What VS Code itself measured: loading the extension's code and running `activate`. */
async function activationTime(workbench: Workbench): Promise<number> {
  const { page } = workbench;
  await openFile(page, 'text.txt');
  await workbench.runCommand('Attention Lens: Open Alignment Panel');
  await workbench.panel().locator('.empty').waitFor();
  // Tall enough for the whole list: what is out of sight is not there.
  await workbench.resize(width, 2600);
  await workbench.runCommand('Developer: Show Running Extensions');
  const entry = page.locator('.runtime-extensions-editor .extension', { hasText: 'Attention Lens' });
  const text = await entry.locator('.activation-time').innerText();
  const milliseconds = Number(/(\d+) ?ms/.exec(text)?.[1]);
  if (!Number.isFinite(milliseconds)) throw new Error(`No activation time in “${text}”`);
  await page.keyboard.press('Escape');
  await entry.waitFor({ state: 'detached' });
  await workbench.resize(width, height);
  return milliseconds;
}

/** Every sentence once, by keybinding, and then once more with another score function, chosen in the panel. */
async function measureTranslations(workbench: Workbench, panel: PanelView) {
  const { page } = workbench;
  const [translations, changes]: [number[], number[]] = [[], []];
  await openFile(page, 'text.txt');
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'KeyT') globalThis.pressedAt = performance.timeOrigin + event.timeStamp;
      },
      { capture: true },
    );
  });
  await watchPaint(panel);
  for (const [i, source] of sentences.entries()) {
    await goTo(page, 2 * i + 1, 5);
    await page.keyboard.press(keys);
    const shown = await paintedOf(panel, source, 'additive');
    const pressedAt = await page.evaluate(() => globalThis.pressedAt);
    const score = scoreNames[1 + (i % (scoreNames.length - 1))]!;
    const chosenAt = await choose(panel, score);
    const changed = await paintedOf(panel, source, score);
    await choose(panel, 'additive');
    await paintedOf(panel, source, 'additive', changed.at);
    await focusEditor(page);
    if (i < warmUp) continue;
    translations.push(shown.at - (pressedAt ?? Number.NaN));
    changes.push(changed.at - chosenAt);
  }
  return { translations, changes };
}

/** Notes when a picture has been painted: the page draws while it handles a message; the next frame paints it. */
async function watchPaint(panel: PanelView): Promise<void> {
  await panel.find('#app').evaluate(() => {
    const painted: Painted[] = (globalThis.painted = []);
    addEventListener(
      'message',
      ({ data }: MessageEvent<{ state?: { busy: unknown; translation: object | null } }>) => {
        const { busy, translation } = data.state ?? {};
        if (busy !== null || !translation) return;
        const { sourceText: source, score } = translation as { sourceText: string; score: string };
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          // A message is handled after the frame that it was sent in.
          channel.port1.onmessage = () => {
            painted.push({ source, score, at: performance.timeOrigin + performance.now() });
          };
          channel.port2.postMessage(null);
        });
      },
    );
  });
}

/** The first time that the picture was painted, not before `from`. */
async function paintedOf(panel: PanelView, source: string, score: string, from = 0): Promise<Painted> {
  const found = await until(
    `“${source}” with ${score} to be painted`,
    () => panel.find('#app').evaluate(() => globalThis.painted ?? []),
    (all) => all.some((one) => one.source === source && one.score === score && one.at > from),
  );
  return found.find((one) => one.source === source && one.score === score && one.at > from)!;
}

/** As the person's choice in the panel arrives. @returns when */
function choose(panel: PanelView, score: string): Promise<number> {
  return panel.find('#score').evaluate((select, value) => {
    (select as HTMLSelectElement).value = value;
    const at = performance.timeOrigin + performance.now();
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return at;
  }, score);
}

measure()
  .then((figures) => {
    console.log(JSON.stringify(figures));
  })
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(endSession);
