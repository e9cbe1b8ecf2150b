import { fireEvent, render, screen } from '@testing-library/react';
import { latinOfKey, useScanner } from './scanner';

function renderScanner() {
  const onCode = jest.fn();
  const onSubmit = jest.fn((event: { preventDefault: () => void }) => event.preventDefault());
  function Page() {
    useScanner(onCode);
    return (
      <form onSubmit={onSubmit}>
        <input aria-label="Serial" />
      </form>
    );
  }
  render(<Page />);
  return onCode;
}

/** Keys as a scanner sends them through a Persian layout. */
function scan(target: Element, gap: number, keys: readonly [key: string, code: string][]): boolean[] {
  let now = performance.now();
  return keys.map(([key, code]) => {
    const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: (now += gap) });
    return fireEvent(target, event);
  });
}

const r1405: readonly [string, string][] = [
  ['ق', 'KeyR'],
  ['-', 'Minus'],
  ['۱', 'Digit1'],
  ['۴', 'Digit4'],
  ['۰', 'Digit0'],
  ['۵', 'Numpad5'],
  ['Enter', 'Enter'],
];

describe('scanner', () => {
  it('reads the physical keys of a burst', () => {
    const onCode = renderScanner();
    scan(document.body, 5, r1405);
    expect(onCode).toHaveBeenCalledWith('R-1405');
  });

  it('leaves the keys of a hand alone', () => {
    const onCode = renderScanner();
    expect(scan(document.body, 90, r1405).every(Boolean)).toBe(true);
    expect(onCode).not.toHaveBeenCalled();
  });

  it('gives a scan into a field to the field and keeps the form from being sent', () => {
    const execCommand = jest.fn();
    document.execCommand = execCommand;
    const onCode = renderScanner();
    const serial = screen.getByLabelText('Serial');
    expect(scan(serial, 5, r1405).at(-1)).toBe(false);
    expect(execCommand).toHaveBeenCalledWith('insertText', false, 'R-1405');
    expect(onCode).not.toHaveBeenCalled();
  });

  it.each([
    ['KeyA', 'A'],
    ['Digit9', '9'],
    ['Numpad0', '0'],
    ['Minus', '-'],
    ['Space', ''],
    ['Enter', ''],
  ])('maps %s to "%s"', (code, character) => {
    expect(latinOfKey(code)).toBe(character);
  });
});
