/** Outlines on a 16 x 16 grid, drawn with the text's own colour. */
const outlines = {
  first: 'M4 3v10M12.5 3.5 6.5 8l6 4.5z',
  back: 'M11 3.5 5 8l6 4.5z',
  forward: 'M5 3.5 11 8l-6 4.5z',
  end: 'M12 3v10M3.5 3.5l6 4.5-6 4.5z',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  swap: 'M2.5 5h11M11 2.5 13.5 5 11 7.5M13.5 11h-11M5 8.5 2.5 11 5 13.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M3 8.5 6.5 12 13 4.5',
  warning: 'M8 2.2 14.5 13.5h-13zM8 6.4v3.4M8 11.4v.4',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.6v4.2M8 10.8v.5',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.2v4.2M8 4.7v.5',
} as const;

export type IconName = keyof typeof outlines;

const namespace = 'http://www.w3.org/2000/svg';

/** An icon that says nothing to a screen reader: what carries it has the name. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}
