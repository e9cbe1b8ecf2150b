import { h } from '../lib/dom';
import { problemText } from './problem-text';
import type { View } from './view';

/** Where a tracking code is typed. */
export function codeBox(view: View): HTMLElement {
  const { state, texts, actions } = view;
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.find();
  };
  return h(
    'form',
    { class: 'card', onsubmit: submit },
    h('h1', {}, texts.code.title),
    h('p', { class: 'quiet' }, texts.code.hint),
    problemText(view, 'code'),
    h('label', { for: 'code' }, texts.code.label),
    h('input', {
      id: 'code',
      dir: 'ltr',
      class: 'mono',
      value: state.code,
      maxlength: 40,
      required: true,
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      oninput: (event) => actions.typeCode((event.target as HTMLInputElement).value),
    }),
    h('button', { type: 'submit', class: 'primary', id: 'find', disabled: state.busy }, texts.code.submit),
    h('a', { class: 'plain', href: `/t/cards${window.location.search}` }, texts.code.card),
  );
}
