// Pictures of the packaged extension in a real VS Code, on real sentences: the README's, and five for each model's card.
//
//   npm run picture            (after `npm run package`)
//   npm run picture -- cards   [fr-en-luong ...]
import fs from 'node:fs';
import path from 'node:path';
import { focusEditor, openFile, selectText } from '../test/support/editor';
import { PanelView } from '../test/support/panelView';
import { endSession } from '../test/support/session';
import { Workbench } from '../test/support/workbench';
import { root } from './vscode-host/paths.mjs';

const samples = { fr: 'french.md', en: 'english.md' } as const;
type Language = keyof typeof samples;

const readmeSentence = 'Le chat noir dort sur la table de la cuisine.';
/** Which produced token is pointed at: its word in the source is not at the same place. */
const readmeRow = 'black';

/** Each model's card shows the same five, short ones and long ones. */
const cardSentences: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    readmeSentence,
    "Où est la gare, s'il vous plaît ?",
    "L'accord sur la zone économique européenne a été signé en août 1992.",
    'La petite maison blanche que leur mère avait achetée il y a dix ans ressemblait à un jouet oublié sur le sable.',
    "Si j'avais su que le train partirait si tôt, je me serais levé avant l'aube et j'aurais préparé mes affaires la veille.",
  ],
  en: [
    'The black cat is sleeping on the kitchen table.',
    'Where is the station, please?',
    'The agreement on the European Economic Area was signed in August 1992.',
    'Call `translate()` before you open https://example.org, and read **the first page** twice.',
    'If I had known that the train would leave so early, I would have got up before dawn and packed my things the day before.',
  ],
};

async function openSample(language: Language, family: string, width: number): Promise<Workbench> {
  const file = samples[language];
  const workbench = await Workbench.open({
    suite: 'pictures',
    files: { [file]: fs.readFileSync(path.join(root, 'samples', file)) },
    settings: {
      'attentionLens.family': family,
      'attentionLens.scoreFunction': 'general',
      'editor.wordWrap': 'on',
      'editor.minimap.enabled': false,
    },
    size: { width, height: 980 },
  });
  await openFile(workbench.page, file);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  return workbench;
}

async function translate(workbench: Workbench, sentence: string): Promise<PanelView> {
  await focusEditor(workbench.page);
  await selectText(workbench.page, sentence);
  await workbench.runCommand('Attention Lens: Translate with Attention');
  // The palette leaves the pointer over a button, whose hint would be in the picture.
  await workbench.page.mouse.move(300, 800);
  await workbench.page.locator('.workbench-hover-container:visible').waitFor({ state: 'hidden' });
  return new PanelView(workbench.page);
}

/** Points at a produced token and waits for what follows in the text editor, by way of the host. */
async function pointAt(workbench: Workbench, panel: PanelView, row: number): Promise<void> {
  await focusEditor(workbench.page);
  await panel.hoverRow(row);
  await panel.find('.row-label.lit').waitFor();
  await workbench.page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor();
}

async function readmePicture(): Promise<void> {
  const workbench = await openSample('fr', 'luong', 1360);
  const panel = await translate(workbench, readmeSentence);
  const ready = await panel.reads('the translation', ({ rows }) => rows.length > 1, 90_000);
  const row = ready.rows.indexOf(readmeRow);
  if (row < 0) throw new Error(`“${readmeRow}” was not produced: ${ready.target}`);
  await pointAt(workbench, panel, row);
  keep(await workbench.screenshot('panel'), path.join(root, 'docs', 'images', 'panel.png'));
}

async function cardPictures(id: string): Promise<void> {
  const [source, , family = ''] = id.split('-');
  const language: Language = source === 'en' ? 'en' : 'fr';
  const workbench = await openSample(language, family, 1360);
  for (const [index, sentence] of cardSentences[language].entries()) {
    const panel = await translate(workbench, sentence);
    const ready = await panel.reads(
      sentence,
      ({ rows, source, isBusy }) => rows.length > 1 && source.startsWith(sentence.slice(0, 9)) && !isBusy,
      90_000,
    );
    console.log(`${id}: ${sentence}\n  ${ready.target}`);
    const picture = await workbench.screenshot(`${id}-${index + 1}`);
    keep(picture, path.join(root, 'models', id, 'pictures', `${index + 1}.png`));
  }
}

function keep(picture: string, place: string): void {
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.copyFileSync(picture, place);
}

async function main([what, ...ids]: readonly string[]): Promise<void> {
  if (what === undefined) return readmePicture();
  if (what !== 'cards') throw new Error(`Unknown argument: ${what}`);
  const models = path.join(root, 'models');
  const all = fs.readdirSync(models).filter((id) => fs.existsSync(path.join(models, id, 'model.json')));
  for (const id of ids.length > 0 ? ids : all) await cardPictures(id);
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(endSession);
