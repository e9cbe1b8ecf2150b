import { latinDigits } from '../lib/digits';

const DATE_SECTION = '[role=spinbutton]';

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
  if (!data || !(target instanceof HTMLElement) || !target.matches(DATE_SECTION)) return;
  const latin = latinDigits(data);
  if (latin === data) return;
  event.preventDefault();
  event.stopPropagation();
  document.execCommand('insertText', false, latin);
}
