import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useCommand } from './command';
import { Problem } from './problem';
import { createQueryClient } from './query-client';

describe('useCommand', () => {
  it('sends the same key again after an uncertain outcome, and a new one for everything else', async () => {
    const queryClient = createQueryClient();
    queryClient.setQueryData(['parts', 'list'], []);
    const outcomes = [503, 409, 200, 200];
    const keys: string[] = [];
    const run = (_: { code: string }, key: string): Promise<void> => {
      keys.push(key);
      const status = outcomes.shift() ?? 200;
      return status === 200 ? Promise.resolve() : Promise.reject(new Problem({ status, code: `http.${status}` }));
    };
    const { result } = renderHook(() => useCommand({ feature: 'parts', run }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      ),
    });
    const send = () => act(() => result.current.mutateAsync({ code: 'PX-1' }).catch(() => undefined));

    await send(); // uncertain
    await send(); // the same attempt, refused
    expect(queryClient.getQueryState(['parts', 'list'])?.isInvalidated).toBe(false);
    await send(); // a new attempt, done
    expect(queryClient.getQueryState(['parts', 'list'])?.isInvalidated).toBe(true);
    await send(); // another one
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
  });

  it('sends a double press once, and tells of it once', async () => {
    const run = jest.fn(() => new Promise<number>((resolve) => setTimeout(() => resolve(7), 20)));
    const onDone = jest.fn();
    const { result } = renderHook(() => useCommand({ feature: 'parts', run, onDone }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={createQueryClient()}>{children}</QueryClientProvider>
      ),
    });
    const press = () => result.current.mutateAsync({ code: 'PX-1' });
    expect(await act(() => Promise.all([press(), press()]))).toEqual([7, 7]);
    expect([run.mock.calls.length, onDone.mock.calls.length]).toEqual([1, 1]);
    await act(press);
    expect([run.mock.calls.length, onDone.mock.calls.length]).toEqual([2, 2]);
  });
});
