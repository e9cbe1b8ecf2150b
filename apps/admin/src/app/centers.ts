import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { latinDigits } from '../lib/digits';
import { api, read } from '../lib/http';
import { hasFurtherCenters, recentCenters, type Account, type Center } from '../lib/session';

/** Beyond so many one types rather than reads. */
const SHOWN_CENTERS = 50;

/** The centres of an account that match what is typed, asked of the server where the account was not told of all. */
export const centersQuery = (account: Account, q: string) =>
  queryOptions({
    queryKey: ['organization', 'centers-to-work-at', q],
    queryFn: async ({ signal }): Promise<readonly Center[]> => {
      const query = { q, limit: SHOWN_CENTERS };
      const { data } = await read(api.GET('/api/v1/service-centers', { params: { query }, signal }));
      return data.map(({ id, code, name }) => ({ id, code, name }));
    },
    enabled: q !== '' && asksServer(account),
    placeholderData: keepPreviousData,
  });

/** What can be said without asking: those used last first, then by name. */
export function knownCenters(account: Account, q: string): readonly Center[] {
  const recent = recentCenters(account);
  const others = account.centers.filter(({ id }) => recent.every((center) => center.id !== id));
  return [...recent, ...others].filter((center) => matches(center, q)).slice(0, SHOWN_CENTERS);
}

function asksServer(account: Account): boolean {
  return hasFurtherCenters(account) && account.permissions.includes('organization.read');
}

function matches({ code, name }: Center, q: string): boolean {
  return folded(`${code} ${name.fa ?? ''} ${name.en ?? ''}`).includes(folded(q));
}

function folded(text: string): string {
  return latinDigits(text).toLowerCase().replaceAll('ي', 'ی').replaceAll('ك', 'ک');
}
