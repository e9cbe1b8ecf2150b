import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { preferences } from '../lib/preferences';
import { Problem } from '../lib/problem';
import { createQueryClient } from '../lib/query-client';
import { ThemeProvider } from '../theme/theme-provider';
import { ProblemAlert } from './problem-alert';

function show(error: unknown, onRetry?: () => void) {
  const queryClient = createQueryClient();
  render(
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <ProblemAlert error={error} onRetry={onRetry} />
      </ThemeProvider>
    </QueryClientProvider>,
  );
  return queryClient;
}

describe('ProblemAlert', () => {
  it('translates the code, and quotes the request', () => {
    show(new Problem({ status: 429, code: 'too-many-requests', instance: '0193-7f' }));
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Too many attempts');
    expect(alert.textContent).toContain('0193-7f');
  });

  it('speaks Persian, with Persian digits in its values', () => {
    preferences.set({ language: 'fa' });
    show(new Problem({ status: 422, code: 'too-large', params: { max: 1200 } }));
    expect(screen.getByRole('alert').textContent).toBe('حداکثر ۱٬۲۰۰.');
  });

  it('falls back to what the server wrote, in English only, then to what the status means', () => {
    show(new Problem({ status: 409, code: 'nobody.knows', detail: 'The invoice is issued.' }));
    expect(screen.getByRole('alert').textContent).toBe('The invoice is issued.');
    act(() => preferences.set({ language: 'fa' }));
    show(new Problem({ status: 409, code: 'nobody.knows', detail: 'The invoice is issued.' }));
    expect(screen.getAllByRole('alert')[1]?.textContent).toContain('وضعیت این پرونده');
  });

  it('tells an unreachable server from a refusal and offers to try again', async () => {
    const retry = jest.fn();
    show(new TypeError('fetch failed'), retry);
    expect(screen.getByRole('alert').textContent).toContain('cannot be reached');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('offers the new state after a change by someone else', async () => {
    const queryClient = show(new Problem({ status: 412, code: 'http.412' }));
    queryClient.setQueryData(['orders'], 1);
    await userEvent.click(screen.getByRole('button', { name: 'Show the new state' }));
    expect(queryClient.getQueryState(['orders'])?.isInvalidated).toBe(true);
  });
});
