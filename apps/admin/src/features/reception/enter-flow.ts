import type { KeyboardEvent } from 'react';

const STOPS =
  'input:not([type=hidden]), textarea, [role=spinbutton], [role=group] [tabindex="0"], button[type=submit], [data-enter-stop]';

/**
 * Enter goes on to the next field and only Ctrl+Enter sends, so that a clerk's hands stay on the keys. `data-enter-one`
 * marks several stops that count as one (a date, chips); `data-enter-skip` what only Tab and the pointer reach.
 */
export function goOnWithEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.defaultPrevented || event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
  if (target.matches('button, a') && !target.closest('[data-enter-one]')) return; // they act
  event.preventDefault();
  goOnFrom(target);
}

/** Puts the focus on the stop after this element. */
export function goOnFrom(from: HTMLElement): void {
  const form = from.closest('form');
  const one = from.closest('[data-enter-one]');
  const next = [...(form?.querySelectorAll<HTMLElement>(STOPS) ?? [])].find(
    (stop) =>
      (from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !(one?.contains(stop) ?? false) &&
      !stop.closest('[data-enter-skip]') &&
      isReachable(stop),
  );
  next?.focus();
}

function isReachable(stop: HTMLElement): boolean {
  if (stop.matches(':disabled') || stop.tabIndex < 0) return false;
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop.checked) return true;
  return false; // of a choice, the chosen one is its stop
}
