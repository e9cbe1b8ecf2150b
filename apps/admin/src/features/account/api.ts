import { queryOptions, useMutation } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, ifMatch, read } from '../../lib/http';
import { prefer, type Preferences } from '../../lib/preferences';
import { Problem, toProblem } from '../../lib/problem';
import { renew, session } from '../../lib/session';

type Schemas = components['schemas'];
export type OwnSession = Schemas['SessionDto'];

const feature = 'account';

/** What of the preferences belongs to the account, and so follows it to every browser. */
type SharedPreferences = Pick<Preferences, 'language' | 'calendar'>;

/**
 * Shows a choice at once, keeps it in this browser, and then with the account. Choices made quickly after each other
 * are sent one by one, because each makes a new version of the account.
 */
export function useShare(onRefused?: (problem: Problem) => void) {
  return useMutation({
    scope: { id: 'own-account' },
    mutationFn: async ({ language, calendar }: Partial<SharedPreferences>) => {
      const body = { ...(language && { locale: language }), ...(calendar && { calendar }) };
      try {
        await change(body);
      } catch (error) {
        // One's own choice of this moment is meant, whatever was changed elsewhere: once more over the newest version.
        if (!(error instanceof Problem) || error.status !== 412) throw error;
        session.set({ account: await read(api.GET('/api/v1/me')) });
        await change(body);
      }
    },
    onMutate: prefer,
    onError: (error) => onRefused?.(toProblem(error)),
  });
}

async function change(body: Schemas['ChangeOwnAccountDto']): Promise<void> {
  const version = session.get().account?.version ?? 0;
  const params = { header: { 'If-Match': ifMatch(version) } };
  session.set({ account: await read(api.PATCH('/api/v1/me', { params, body })) });
}

export const sessionsQuery = queryOptions({
  queryKey: [feature, 'sessions'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/me/sessions', { signal })),
});

export const useEndSession = (onDone: () => void) =>
  useCommand({
    feature,
    run: async (id: string) => {
      await read(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }));
    },
    onDone,
  });

/** Ends every session; the new one of this browser is in the cookie that comes back. */
export const useChangePassword = (onDone: () => void) =>
  useCommand({
    feature,
    run: async (body: Schemas['ChangePasswordDto']) => {
      await read(api.PUT('/api/v1/me/password', { body }));
      await renew();
    },
    onDone,
  });
