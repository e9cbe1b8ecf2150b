import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { preferences } from './preferences';
import { useHotkey } from './hotkeys';

function renderKeys() {
  const done: string[] = [];
  function Page() {
    useHotkey('KeyN', () => done.push('N'));
    useHotkey('Slash', () => done.push('/'));
    useHotkey('Ctrl+Enter', () => done.push('Ctrl+Enter'));
    return <input aria-label="Name" />;
  }
  render(<Page />);
  return done;
}

const pause = () => act(() => new Promise((resolve) => setTimeout(resolve, 60)));

describe('hotkey', () => {
  it.each([
    ['[KeyN]', ['N']],
    ['[Slash]', ['/']],
    ['{Control>}{Enter}{/Control}', ['Ctrl+Enter']],
    ['{Control>}[KeyN]{/Control}', []],
    ['{Shift>}[KeyN]{/Shift}', []],
  ])('%s does %j', async (keys, expected) => {
    const done = renderKeys();
    await userEvent.keyboard(keys);
    await pause();
    expect(done).toEqual(expected);
  });

  it('is not the first letter of a scanned code', async () => {
    const done = renderKeys();
    await userEvent.keyboard('[KeyN][Digit1][Digit4][Digit0][Digit5][Enter]');
    await pause();
    expect(done).toEqual([]);
  });

  it('is a letter while somebody types, and where single keys are turned off', async () => {
    const done = renderKeys();
    await userEvent.type(screen.getByLabelText('Name'), 'n/');
    act(() => screen.getByLabelText('Name').blur());
    act(() => preferences.set({ shortcuts: 'off' }));
    await userEvent.keyboard('[KeyN][Slash]');
    await pause();
    expect(done).toEqual([]);
  });
});
