import { useEffect, useRef } from 'react';
import { preferences } from './preferences';

/**
 * Runs an act on a physical key (`event.code`, so it also works on a Persian layout). A key without a
 * modifier is ignored while somebody types, and when shortcuts are turned off.
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
      current.current(event);
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [shortcut]);
}

/** Whether typing goes into this element. */
export function isEditable(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [role=spinbutton]')
  );
}
