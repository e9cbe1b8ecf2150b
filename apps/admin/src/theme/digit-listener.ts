import { latinDigits } from '../lib/digits';

const NUMERIC = '[role=spinbutton], [inputmode=numeric]';

/**
 * Date fields take Latin digits only and turn a typed ۱ into 0. This hands them the Latin digit instead.
 * @returns takes the listener away again
 */
export function installDigitListener(): () => void {
  document.addEventListener('beforeinput', replaceDigits, true);
  return () => document.removeEventListener('beforeinput', replaceDigits, true);
}

function replaceDigits(event: InputEvent): void {
  const { data, target } = event;
  if (!data || !(target instanceof HTMLElement) || !target.matches(NUMERIC)) return;
  const latin = latinDigits(data);
  if (latin === data) return;
  event.preventDefault();
  event.stopPropagation();
  document.execCommand('insertText', false, latin);
}
