import { h } from '../lib/dom';
import { otpEntry } from './otp-entry';
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
    state.codeSent
      ? otpEntry(view, {
          ...state,
          wrong: state.refusal?.where === 'verify',
          type: actions.typeOtp,
          submit: actions.submitOtp,
          resend: actions.sendCode,
        })
      : send,
  );
}
