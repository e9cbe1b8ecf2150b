import { useEffect, useRef } from 'react';
import { isEditable } from './hotkeys';

/** Hand scanners type faster than any hand: so many milliseconds between two keys at most, and so many on average. */
const LONGEST_GAP_MS = 80;
const AVERAGE_GAP_MS = 30;
const SHORTEST_CODE = 4;
/** So many digits alone are an article or a device, no telephone number. */
const LONGER_THAN_TELEPHONES = 13;

type Handler = (code: string) => void;
const handlers: Handler[] = [];

/** Keys that came quickly one after the other to the same place. */
interface Burst {
  readonly target: EventTarget | null;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly typed: string;
  /**
   * The Latin characters on the physical keys; null once there was a key that codes do not hold. After a slash a code
   * begins anew: a QR code may hold a link, which ends with the code.
   */
  readonly code: string | null;
}
let burst: Burst | null = null;

/**
 * Receives codes from a keyboard-wedge scanner, read from the physical keys, so a Persian layout cannot turn
 * `R1405` into «ق۱۴۰۵». The component mounted last gets the code. What goes into a field stays its own, with its Enter,
 * for a machine may type as fast as a scanner: only letters of a Persian layout in a left-to-right field are put right.
 * A field inside `[data-scan-open]`, which would look for the code itself, hands it on instead and keeps nothing of it,
 * unless it may as well be a name or a telephone number.
 */
export function useScanner(handler: Handler): void {
  const current = useRef(handler);
  useEffect(() => {
    current.current = handler;
  });
  useEffect(() => {
    const own: Handler = (code) => current.current(code);
    if (handlers.push(own) === 1) document.addEventListener('keydown', onKeyDown, true);
    return () => {
      handlers.splice(handlers.indexOf(own), 1);
      if (handlers.length === 0) document.removeEventListener('keydown', onKeyDown, true);
    };
  }, []);
}

/** The Latin character on a physical key, or '' for keys that codes do not hold. */
export function latinOfKey(code: string): string {
  if (code === 'Minus' || code === 'NumpadSubtract') return '-';
  return /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code)?.slice(1).find(Boolean) ?? '';
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key === 'Shift') return;
  const { target, timeStamp } = event;
  const isNext = burst?.target === target && timeStamp - burst.lastAt <= LONGEST_GAP_MS;
  const { startedAt, typed, code } = burst && isNext ? burst : { startedAt: timeStamp, typed: '', code: '' };
  burst = null;
  if (event.ctrlKey || event.metaKey || event.altKey) return;

  if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab') {
    if (code === null || code.length < SHORTEST_CODE) return;
    if ((timeStamp - startedAt) / typed.length <= AVERAGE_GAP_MS) deliver(code, typed, event);
    return;
  }
  const latin = latinOfKey(event.code);
  burst = {
    target,
    startedAt,
    lastAt: timeStamp,
    typed: typed + event.key,
    code: event.code === 'Slash' ? '' : code === null || latin === '' ? null : code + latin,
  };
}

function deliver(code: string, typed: string, event: KeyboardEvent): void {
  const { target } = event;
  if (!isEditable(target)) return take(code, event);
  if (!(target instanceof HTMLInputElement) || (target.selectionStart ?? 0) < typed.length || !/\d/.test(code)) return;
  if (target.closest('[data-scan-open]')) {
    if (!/[A-Z]/.test(code) && code.length < LONGER_THAN_TELEPHONES) return;
    replaceTyped(target, typed.length, '');
    take(code, event);
  } else if (target.dir === 'ltr' && /\p{Script=Arabic}/u.test(typed)) {
    replaceTyped(target, typed.length, code);
  }
}

function take(code: string, event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
  handlers.at(-1)?.(code);
}

/** By way of the browser, which keeps the undo, and React hears of it. */
function replaceTyped(field: HTMLInputElement, length: number, text: string): void {
  const end = field.selectionStart ?? 0;
  field.setSelectionRange(end - length, end);
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
