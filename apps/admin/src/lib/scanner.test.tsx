import { fireEvent, render, screen } from '@testing-library/react';
import { latinOfKey, useScanner } from './scanner';

function renderScanner() {
  const onCode = jest.fn();
  function Page() {
    useScanner(onCode);
    return (
      <>
        <input aria-label="Serial" dir="ltr" />
        <input aria-label="Name" />
        <input aria-label="Search" data-scan-open />
        <button>Save</button>
      </>
    );
  }
  render(<Page />);
  return onCode;
}

let clock = 1_000;
/** Keys as a scanner sends them through a Persian layout. */
function scan(target: Element, gap: number, keys: readonly [key: string, code: string][]): boolean[] {
  let now = clock;
  return keys.map(([key, code]) => {
    const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: (now += gap) });
    clock = now;
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

  it('reads the code that a link of ours ends with', () => {
    const onCode = renderScanner();
    const link = [...'https://a.example/t/cards/'].map((key): [string, string] => {
      if (key === ':') return [key, 'Semicolon'];
      return [key, key === '/' ? 'Slash' : key === '.' ? 'Period' : `Key${key.toUpperCase()}`];
    });
    scan(document.body, 5, [...link, ...r1405]);
    expect(onCode).toHaveBeenCalledWith('R-1405');
    scan(document.body, 5, [...link, ['Enter', 'Enter']]);
    expect(onCode).toHaveBeenCalledTimes(1);
  });

  it('forgives one late key', () => {
    const onCode = renderScanner();
    scan(document.body, 5, r1405.slice(0, 3));
    scan(document.body, 20, r1405.slice(3));
    expect(onCode).toHaveBeenCalledWith('R-1405');
  });

  it('does not press the button that has the focus', () => {
    const onCode = renderScanner();
    expect(scan(screen.getByRole('button'), 5, r1405).at(-1)).toBe(false);
    expect(onCode).toHaveBeenCalledWith('R-1405');
  });

  it('leaves the keys of a hand alone', () => {
    const onCode = renderScanner();
    expect(scan(document.body, 60, r1405).every(Boolean)).toBe(true);
    expect(onCode).not.toHaveBeenCalled();
  });

  describe('into a field', () => {
    /** The field holds what was typed, as the browser would have put it there. */
    function scanInto(label: string, keys: readonly [string, string][]) {
      const execCommand = jest.fn();
      document.execCommand = execCommand;
      const onCode = renderScanner();
      const field = screen.getByLabelText<HTMLInputElement>(label);
      field.value = keys.map(([key]) => (key.length === 1 ? key : '')).join('');
      const passed = scan(field, 5, keys).at(-1);
      return { onCode, execCommand, passed };
    }
    const latin = (text: string): readonly [string, string][] => [
      ...[...text].map((key): [string, string] => [key, /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`]),
      ['Enter', 'Enter'],
    ];

    it.each(['Serial', 'Name'])('of %s it is typed like anything else, with its Enter', (label) => {
      expect(scanInto(label, latin('ab1405'))).toMatchObject({ passed: true });
      expect(document.execCommand).not.toHaveBeenCalled();
    });

    it('for codes it is put right where the layout was Persian', () => {
      const { onCode, execCommand, passed } = scanInto('Serial', r1405);
      expect(passed).toBe(true);
      expect(execCommand).toHaveBeenCalledWith('insertText', false, 'R-1405');
      expect(onCode).not.toHaveBeenCalled();
    });

    it('for words it stays Persian', () => {
      expect(scanInto('Name', r1405).execCommand).not.toHaveBeenCalled();
    });

    it('that looks for codes itself it is handed on and leaves no trace', () => {
      const { onCode, execCommand, passed } = scanInto('Search', r1405);
      expect(passed).toBe(false);
      expect(execCommand).toHaveBeenCalledWith('delete', false, '');
      expect(onCode).toHaveBeenCalledWith('R-1405');
    });

    it.each(['sara', '09121234567'])('that looks for codes itself %s may be typed', (text) => {
      const { onCode, execCommand, passed } = scanInto('Search', latin(text));
      expect(passed).toBe(true);
      expect(execCommand).not.toHaveBeenCalled();
      expect(onCode).not.toHaveBeenCalled();
    });
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
