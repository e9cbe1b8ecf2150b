/** The texts of rendered rows as a reader sees them: a row for each child, a text for each of its own. */
export function textsOf(box: Element): string[][] {
  return [...box.children].map((row) => [...row.children].map((cell) => textOf(cell)));
}

/** Elements side by side are words apart, as the eye sees them; a dash stands for nothing. */
function textOf(cell: Element): string {
  const text = wordsOf(cell).replace(/\s+/g, ' ').trim();
  return text === '—' ? '' : text;
}

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element) || node.tagName === 'svg' || node.tagName === 'STYLE') return '';
  return [...node.childNodes]
    .map(
      (child, index, all) => (index > 0 && isElement(child) && isElement(all[index - 1]) ? ' ' : '') + wordsOf(child),
    )
    .join('');
}

function isElement(node: Node | undefined): boolean {
  return node?.nodeType === Node.ELEMENT_NODE;
}
