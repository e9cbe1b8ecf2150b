type Child = Node | string | null | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | ((event: Event) => void)>>;

/** An element with its attributes, listeners (`onclick`) and children. True sets an empty attribute, false none. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** A code or a number, which reads from left to right in every text. */
export function ltr(text: string): HTMLElement {
  return h('bdi', { dir: 'ltr' }, text);
}

/**
 * Shows new content in the place of the old. Whoever stood in a field stays in it, at the same letter.
 */
export function show(root: Element, ...content: readonly Node[]): void {
  const active = document.activeElement;
  const id = active && root.contains(active) ? active.id : '';
  const selection = active instanceof HTMLInputElement ? [active.selectionStart, active.selectionEnd] : null;
  root.replaceChildren(...content);
  const same = id ? document.getElementById(id) : null;
  same?.focus({ preventScroll: true });
  if (selection && same instanceof HTMLInputElement) same.setSelectionRange(selection[0] ?? null, selection[1] ?? null);
}
