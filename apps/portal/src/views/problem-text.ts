import type { Refusal } from '../lib/api';
import { h } from '../lib/dom';
import type { State } from '../state';
import type { View } from './view';

/** The last refusal in plain words, where it belongs; null elsewhere. */
export function problemText(view: View, where: NonNullable<State['refusal']>['where']): HTMLElement | null {
  const { refusal } = view.state;
  return refusal?.where === where ? problemOf(view, refusal.cause, view.texts.problems) : null;
}

/** A refusal in plain words; `words` by problem code, or by code and field. */
export function problemOf(
  { texts, format }: Pick<View, 'texts' | 'format'>,
  { code, retryAfter, field }: Refusal,
  words: Readonly<Record<string, string>>,
): HTMLElement {
  const text =
    code === 'too-many-requests'
      ? texts.tooMany(format.digits(Math.max(1, Math.ceil(retryAfter / 60))))
      : (words[`${code} ${field}`] ?? words[code] ?? texts.problemElse);
  return h('p', { class: 'problem', role: 'alert' }, text);
}
