import { useEffect, useRef } from 'react';
import { preferences } from './preferences';

/** After this pause a letter is a key pressed, not the first of a code from a scanner. */
const SCAN_PAUSE_MS = 40;

/**
 * Runs an act on a physical key (`event.code`, so it also works on a Persian layout). A key without a
 * modifier is ignored while somebody types, in the middle of a scan, and when shortcuts are turned off.
 * @param shortcut `Slash`, `KeyN`, `Ctrl+KeyK`, `Ctrl+Enter`
 */
export function useHotkey(shortcut: string, act: (event: KeyboardEvent) => void): void {
  const current = useRef(act);
  useEffect(() => {
    current.current = act;
  });
  useEffect(() => {
    const withCtrl = shortcut.startsWith('Ctrl+');
    const code = shortcut.replace('Ctrl+', '');
    const listener = (event: KeyboardEvent): void => {
      if (event.code !== code || event.repeat || event.altKey || event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) !== withCtrl) return;
      if (!withCtrl && (preferences.get().shortcuts === 'off' || event.shiftKey || isEditable(event.target))) return;
      event.preventDefault();
      if (code.startsWith('Key') && !withCtrl) unlessKeyFollows(() => current.current(event));
      else current.current(event);
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [shortcut]);
}

function unlessKeyFollows(act: () => void): void {
  const cancel = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    document.removeEventListener('keydown', cancel, true);
    act();
  }, SCAN_PAUSE_MS);
  document.addEventListener('keydown', cancel, { capture: true, once: true });
}

/** Whether typing goes into this element. */
export function isEditable(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [role=spinbutton]')
  );
}
