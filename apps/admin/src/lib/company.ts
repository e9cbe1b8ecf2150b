import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { MoneyValue } from './format';
import { api, read } from './http';

const SETTLED_MS = 10 * 60_000;

/** The company: its name, time zone, calendar and currency. It hardly ever changes. */
export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/company', { signal })),
  staleTime: SETTLED_MS,
});

/** Turns an amount that comes without a currency (orders, tariffs) into money of the company; null until that is known. */
export function useMoney(): (amount: number) => MoneyValue | null {
  const currency = useQuery(companyQuery).data?.currency;
  return useCallback((amount) => (currency === undefined ? null : { amount, currency }), [currency]);
}
