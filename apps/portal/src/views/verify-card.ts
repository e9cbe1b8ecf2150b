import { h } from '../lib/dom';
import { problemText } from './problem-text';
import type { View } from './view';

/** The second factor: a one-time code to the number on file. `waiting` = a quote waits behind it. */
export function verifyCard(view: View, waiting: boolean): HTMLElement {
  const { texts, state, actions } = view;
  const send = h(
    'button',
    {
      type: 'button',
      class: waiting ? 'primary' : 'second',
      id: 'send',
      disabled: state.busy,
      onclick: () => actions.sendCode(),
    },
    texts.verify.send,
  );
  return h(
    'section',
    { class: waiting ? 'card attention' : 'card' },
    h('h2', {}, waiting ? texts.verify.waitingTitle : texts.verify.title),
    h('p', { class: 'quiet' }, state.codeSent ? texts.verify.sent : texts.verify.hint),
    problemText(view, 'verify'),
    state.codeSent ? entry(view) : send,
  );
}

function entry({ texts, state, actions, format }: View): HTMLElement {
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.submitOtp();
  };
  const resend = h('button', {
    type: 'button',
    class: 'plain',
    id: 'resend',
    onclick: () => actions.sendCode(),
  });
  const count = (): void => {
    const left = Math.ceil((state.resendAt - Date.now()) / 1000);
    resend.disabled = left > 0 || state.busy;
    resend.textContent = left > 0 ? texts.verify.resendIn(format.digits(left)) : texts.verify.resend;
    if (left > 0) setTimeout(() => resend.isConnected && count(), 1000);
  };
  count();
  return h(
    'form',
    { onsubmit: submit },
    h('label', { for: 'otp' }, texts.verify.label),
    h('input', {
      id: 'otp',
      class: 'mono otp',
      dir: 'ltr',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      maxlength: 6,
      required: true,
      value: state.otp,
      'aria-invalid': state.refusal?.where === 'verify' ? 'true' : null,
      oninput: (event) => actions.typeOtp((event.target as HTMLInputElement).value),
    }),
    h('button', { type: 'submit', class: 'primary', id: 'continue', disabled: state.busy }, texts.verify.submit),
    resend,
  );
}
