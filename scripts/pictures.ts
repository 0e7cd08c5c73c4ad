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

/** The cards of a direction show the same five, short ones and long ones, chosen because Luong's network has them right. */
const cardSentences: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    readmeSentence,
    "Où est la gare, s'il vous plaît ?",
    "Bien qu'il soit très riche, il vit dans une petite maison au bord de la mer et ne dépense presque rien.",
    "Quand je suis arrivé à la gare, le train était déjà parti, alors j'ai dû attendre une heure sur le quai.",
    "Après avoir terminé ses études, elle est partie travailler en Allemagne, où elle a rencontré l'homme qui est devenu son mari.",
  ],
  en: [
    'The black cat is sleeping on the kitchen table.',
    'Where is the station, please?',
    'Read **the first page** of https://example.org before you call `translate()`.',
    'She waited for her brother for two hours in front of the cinema, but he never came.',
    'After finishing her studies, she went to work in Germany, where she met the man who became her husband.',
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
      ({ rows, source, isBusy }) => rows.length > 1 && source.startsWith(sentence.slice(0, 5)) && !isBusy,
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
