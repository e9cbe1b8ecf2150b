import { h } from '../lib/dom';
import type { View } from './view';

interface OtpEntry {
  readonly otp: string;
  /** When the next one may be asked for, in ms. */
  readonly resendAt: number;
  readonly busy: boolean;
  readonly wrong: boolean;
  readonly type: (otp: string) => void;
  readonly submit: () => void;
  readonly resend: () => void;
}

/** Where the six digits of the message are typed. */
export function otpEntry({ texts, format }: Pick<View, 'texts' | 'format'>, entry: OtpEntry): HTMLElement {
  const submit = (event: Event): void => {
    event.preventDefault();
    entry.submit();
  };
  const resend = h('button', { type: 'button', class: 'plain', id: 'resend', onclick: () => entry.resend() });
  const count = (): void => {
    const left = Math.ceil((entry.resendAt - Date.now()) / 1000);
    resend.disabled = left > 0 || entry.busy;
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
      value: entry.otp,
      'aria-invalid': entry.wrong ? 'true' : null,
      oninput: (event) => entry.type((event.target as HTMLInputElement).value),
    }),
    h('button', { type: 'submit', class: 'primary', id: 'continue', disabled: entry.busy }, texts.verify.submit),
    resend,
  );
}
