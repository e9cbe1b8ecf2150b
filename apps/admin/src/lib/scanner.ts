import { useEffect, useRef } from 'react';
import { isEditable } from './hotkeys';

/** Hand scanners type faster than any hand: this many milliseconds between two keys, at most. */
const BURST_GAP_MS = 35;
const SHORTEST_CODE = 4;

type Handler = (code: string) => void;
const handlers: Handler[] = [];
let burst = '';
let lastKeyAt = 0;

/**
 * Receives codes from a keyboard-wedge scanner, read from the physical keys, so a Persian layout cannot turn
 * `R1405` into «ق۱۴۰۵». The component mounted last gets the code. A scan into a field belongs to the field:
 * its text is put right and the closing Enter does not send the form; a field inside `[data-scan-open]`
 * (the search box) hands the code on instead and keeps nothing of it.
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
  const inBurst = event.timeStamp - lastKeyAt <= BURST_GAP_MS;
  if (event.key === 'Shift') return;
  lastKeyAt = event.timeStamp;

  if (event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab') {
    const code = inBurst ? burst : '';
    burst = '';
    if (code.length >= SHORTEST_CODE) deliver(code, event);
    return;
  }
  burst = (inBurst ? burst : '') + latinOfKey(event.code);
}

function deliver(code: string, event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
  const { target } = event;
  if (!isEditable(target)) return handlers.at(-1)?.(code);
  const isOpen = target.closest('[data-scan-open]') !== null;
  if (target instanceof HTMLInputElement && target.selectionStart !== null) {
    target.setSelectionRange(target.selectionStart - code.length, target.selectionStart);
    document.execCommand(isOpen ? 'delete' : 'insertText', false, code); // keeps undo, and React hears of it
  }
  if (isOpen) handlers.at(-1)?.(code);
}
