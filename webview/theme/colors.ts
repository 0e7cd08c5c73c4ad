import { css, makeScale, type Rgb, type Scale } from '../heatmap/scale';
import { element } from '../dom';

/** The theme's colours as a canvas needs them. */
export interface ThemeColors {
  readonly scale: Scale;
  readonly unproduced: string;
  /** Around each cell in high contrast themes; null in others. */
  readonly cellBorder: string | null;
  readonly cellFont: string;
}

/**
 * Reads the colours that the style sheet derives from the theme's variables (class names `probe-…`). A probe's
 * computed colour can be in any notation, so a canvas of one pixel turns it into numbers.
 */
export function readThemeColors(root: HTMLElement): ThemeColors {
  const probe = element('span', { class: 'probe', 'aria-hidden': 'true' });
  root.append(probe);
  const context = pixel();
  const colorOf = (name: string): string => {
    probe.className = `probe probe-${name}`;
    return getComputedStyle(probe).color;
  };
  const paper = colorOf('paper');
  const read = (name: string): Rgb => toRgb(context, paper, colorOf(name));
  const scale = makeScale({ low: read('low'), middle: read('middle'), high: read('high') }, [
    read('ink'),
    read('paper'),
  ]);
  const unproduced = css(read('unproduced'));
  probe.className = 'probe probe-cell';
  const style = getComputedStyle(probe);
  const cellFont = `${style.fontSize} ${style.fontFamily}`;
  const cellBorder = style.borderTopStyle === 'solid' ? style.borderTopColor : null;
  probe.remove();
  return { scale, unproduced, cellBorder, cellFont };
}

function pixel(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser has no canvas to draw on.');
  return context;
}

/** A theme's colour may be translucent: what counts is how it looks on the paper. */
function toRgb(context: CanvasRenderingContext2D, paper: string, color: string): Rgb {
  context.clearRect(0, 0, 1, 1);
  for (const layer of [paper, color]) {
    context.fillStyle = layer;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Calls back when the theme changes: VS Code sets its variables on the document and a class on the body. */
export function observeTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-vscode-theme-id'],
  });
  matchMedia('(forced-colors: active)').addEventListener('change', changed);
}

/** Calls back when the window comes to a screen with other pixels. */
export function observePixelRatio(changed: () => void): void {
  const screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const moved = () => {
    changed();
    observePixelRatio(changed);
  };
  screen.addEventListener('change', moved, { once: true });
}
