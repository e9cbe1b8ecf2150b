import { h } from '../lib/dom';
import type { State } from '../state';
import type { View } from './view';

/** The last refusal in plain words, where it belongs; null elsewhere. */
export function problemText(
  { state, texts, format }: View,
  where: NonNullable<State['refusal']>['where'],
): HTMLElement | null {
  if (state.refusal?.where !== where) return null;
  const { code, retryAfter } = state.refusal.cause;
  const text =
    code === 'too-many-requests'
      ? texts.tooMany(format.digits(Math.max(1, Math.ceil(retryAfter / 60))))
      : (texts.problems[code] ?? texts.problemElse);
  return h('p', { class: 'problem', role: 'alert' }, text);
}
