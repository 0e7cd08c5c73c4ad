import type { Host } from './host';
import { copyPlace } from './format/describe';
import { element } from './dom';
import { HeatmapView } from './heatmap/heatmapView';
import { HighlightPost } from './highlightPost';
import { litPlace, translationOf } from './state/selectors';
import { Store } from './state/store';
import type { PageState } from './state/pageState';
import { observePixelRatio, observeTheme, readThemeColors } from './theme/colors';
import { Busy } from './views/busy';
import { CopyButton } from './views/copyButton';
import { Details } from './views/details';
import { EmptyState } from './views/emptyState';
import { HypothesesView } from './views/hypotheses';
import { Legend } from './views/legend';
import { NoWeights } from './views/noWeights';
import { ErrorNotice, Notices, ReadingNotes } from './views/notices';
import { followPointer } from './views/pointing';
import { ScoreInfo } from './views/scoreInfo';
import { SentencesView } from './views/sentences';
import { StepControls } from './views/stepControls';
import { StepPane } from './views/stepPane';
import { Toolbar } from './views/toolbar';
import { TopOfPage } from './views/topOfPage';
import type { Intents, View } from './views/view';

/** Builds the page within `root` and returns the store that drives it. */
export function buildPage(root: HTMLElement, host: Host): Store {
  let colors = readThemeColors(root);
  const readColors = () => colors;
  const highlight = new HighlightPost(host);
  const views: View[] = [];
  const store: Store = new Store((state) => {
    for (const view of views) view.update(state);
    highlight.update(state);
  });
  const intents: Intents = {
    post: (message) => {
      host.post(message);
    },
    dispatch: (action) => {
      store.dispatch(action);
    },
  };

  const sentences = new SentencesView(readColors);
  const copy = new CopyButton(intents);
  sentences.element.append(copy.element);
  const hypotheses = new HypothesesView(intents);
  const legend = new Legend(readColors);
  const heatmap = new HeatmapView(readColors, intents);
  const steps = new StepControls(intents);
  const [toolbar, info, notices] = [new Toolbar(intents), new ScoreInfo(), new Notices()];
  const [noWeights, details, notes, pane] = [
    new NoWeights(),
    new Details(),
    new ReadingNotes(),
    new StepPane(),
  ];
  const [empty, busy, error] = [new EmptyState(intents), new Busy(intents), new ErrorNotice(intents)];
  // The heatmap comes first: the others may be as tall as they like, but it measures what is left.
  views.push(
    toolbar,
    sentences,
    copy,
    hypotheses,
    info,
    notices,
    steps,
    legend,
    noWeights,
    empty,
    busy,
    error,
  );
  views.push(heatmap, details, notes, pane);

  const controls = element('div', { class: 'controls' }, steps.element, legend.element);
  const picture = element('div', { class: 'picture' });
  picture.append(controls, heatmap.element, noWeights.element, details.element, notes.element);
  const workspace = element('div', { class: 'workspace' }, picture, pane.element);
  root.replaceChildren(
    busy.element,
    toolbar.element,
    error.element,
    notices.element,
    sentences.element,
    hypotheses.element,
    info.element,
    workspace,
    empty.element,
  );
  const showShell = (state: PageState) => {
    root.classList.toggle('is-empty', translationOf(state) === null);
  };
  views.push({ element: root, update: showShell }, new TopOfPage(root));

  followPointer(root, heatmap, () => store.state, intents);
  observeTheme(() => {
    colors = readThemeColors(root);
    heatmap.recolor();
    legend.recolor();
    sentences.update(store.state);
  });
  observePixelRatio(() => {
    heatmap.recolor();
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') letGo(intents);
    else steps.pressed(event);
  });
  addEventListener('copy', (event) => {
    copyNumbers(event, store.state);
  });
  for (const view of views) view.update(store.state);
  return store;
}

/** Nothing is lit any more; arrow keys take it up again where it was. */
function letGo({ dispatch }: Intents): void {
  dispatch({ type: 'hovered', place: null });
  dispatch({ type: 'focused', place: null });
}

/** Copying with no text selected takes the exact numbers of what is lit. */
function copyNumbers(event: ClipboardEvent, state: PageState): void {
  const translation = translationOf(state);
  const lit = litPlace(state);
  if (translation === null || lit === null || getSelection()?.isCollapsed === false) return;
  const text = copyPlace(translation, lit);
  if (text === null) return;
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
}
