import type { Page } from 'playwright-core';

/** A character of the text editor that a decoration lies over. */
export interface Mark {
  readonly text: string;
  /** How opaque the decoration's background is, 0..1. */
  readonly opacity: number;
  readonly isFramed: boolean;
}

/**
 * Character by character, how a line of the text editor is decorated, as it is painted: background and outline of
 * what extensions laid over it.
 */
export function marksOfLine(page: Page, line: string): Promise<Mark[]> {
  const editor = page
    .locator('.monaco-editor')
    .filter({ hasText: line.slice(0, 20) })
    .first();
  return editor.evaluate((root, wanted) => {
    const plain = (text: string | null) => (text ?? '').replaceAll('\u{a0}', ' ').replaceAll('·', ' ');
    const row = [...root.querySelectorAll('.view-line')].find((node) => plain(node.textContent) === wanted);
    if (row === undefined) return [];
    const boxes = [...root.querySelectorAll('.view-overlays .cdr[class*="ced-"]')].map((node) => ({
      place: node.getBoundingClientRect(),
      style: getComputedStyle(node),
    }));
    const marks: Mark[] = [];
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (let at = 0; at < (node.textContent ?? '').length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const character = range.getBoundingClientRect();
        const [x, y] = [character.left + character.width / 2, character.top + character.height / 2];
        const over = boxes.filter(
          ({ place }) => place.left <= x && x <= place.right && place.top <= y && y <= place.bottom,
        );
        const opacity = over.map(({ style }) => {
          const [, , , alpha = '1'] =
            /rgba?\(([^)]*)\)/.exec(style.backgroundColor)?.[1]?.split(/[ ,/]+/) ?? [];
          return Number(alpha);
        });
        marks.push({
          text: plain(range.toString()),
          opacity: Math.max(0, ...opacity),
          isFramed: over.some(({ style }) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px'),
        });
      }
    }
    return marks;
  }, line);
}
