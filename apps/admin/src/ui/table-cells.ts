/** What a cell says: a text, or the one figure or time that it is as a whole. */
export type TableCell =
  | { readonly kind: 'text'; readonly text: string }
  /** `value` is a plain decimal, `unit` what it counts if that is not clear: a currency. */
  | { readonly kind: 'number'; readonly text: string; readonly value: string; readonly unit: string | undefined }
  /** `value` is a civil day or an instant, as of `<time>`. */
  | { readonly kind: 'time'; readonly text: string; readonly value: string };

/** The cells of rendered rows as a reader sees them: a row for each child, a cell for each of its own. */
export function cellsOf(box: Element): TableCell[][] {
  return [...box.children].map((row) => [...row.children].map((cell) => cellOf(cell)));
}

/** `<data>` and `<time>` say what they mean, so no column has to say it again for files. */
function cellOf(cell: Element): TableCell {
  const text = textOf(cell);
  const meaning = cell.querySelector<HTMLDataElement | HTMLTimeElement>('data, time');
  if (!meaning || textOf(meaning) !== text) return { kind: 'text', text };
  return meaning.tagName === 'TIME'
    ? { kind: 'time', text, value: meaning.getAttribute('datetime') ?? '' }
    : { kind: 'number', text, value: meaning.getAttribute('value') ?? '', unit: meaning.dataset['unit'] };
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
