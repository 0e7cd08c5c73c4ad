/** Attributes of a new element; a `style` attribute is not among them, since the page's policy forbids it. */
type Attributes = Readonly<Record<string, string> & { style?: never }>;

/** A new element. Strings become text, never markup: tokens come from documents that nobody vouches for. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Sets the text only if it differs, so that a person's text selection survives a redraw that changes nothing. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets or removes an attribute. */
export function setAttribute(node: Element, name: string, value: string | null): void {
  if (value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * Makes `parent` hold exactly `count` children and returns them: existing ones are used again, because hovering
 * from row to row rewrites whole tables within one frame.
 */
export function keepChildren<T extends Element>(parent: Element, count: number, create: () => T): T[] {
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(create());
  return Array.from(parent.children) as T[];
}

/** The index that a `data-` attribute holds, or null. */
export function indexIn(value: string | undefined): number | null {
  if (value === undefined || !/^\d+$/.test(value)) return null;
  return Number(value);
}
