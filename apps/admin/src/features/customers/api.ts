import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, asRead, read } from '../../lib/http';
import { withOwnIds } from '../../ui/history-list';
import { firstPage, nextPage } from '../../ui/paged-list';
import type { PickerSource } from '../../ui/picker-field';
import { repairStates } from '../../ui/repair-state-chip';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type Customer = Schemas['CustomerDto'];
export type CustomerRow = Schemas['CustomerListItemDto'];
export type NewCustomer = Schemas['CreateCustomerDto'];

const SECTION_SIZE = 10;
const HISTORY_PAGE = 20;

/** What a reader narrows a history to. */
export const historyGroups = {
  devices: ['device-got', 'device-given'],
  visits: ['reception', 'visit', 'hand-over'],
  money: ['invoice', 'payment', 'deposit', 'deposit-refund', 'contract'],
  messages: ['message'],
} as const satisfies Record<string, readonly Schemas['CustomerHistoryKind'][]>;
export type HistoryGroup = keyof typeof historyGroups;

export const historyQuery = (id: string, group: HistoryGroup | null) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'history', id, group],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/customers/{id}/history', {
          params: {
            path: { id },
            query: { limit: HISTORY_PAGE, cursor: pageParam, ...(group && { kinds: historyGroups[group].join(',') }) },
          },
          signal,
        }),
      ).then(withOwnIds),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const customersQuery = ({ q, limit, cursor }: TableSearch) =>
  queryOptions({
    queryKey: ['customers', 'list', { q, limit, cursor }],
    queryFn: ({ signal }) => read(api.GET('/api/v1/customers', { params: { query: { q, limit, cursor } }, signal })),
    placeholderData: keepPreviousData,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/customers/{id}', { params: { path: { id } }, signal })),
  });

export const customerDevicesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'devices', id],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/customers/{id}/devices', {
          params: { path: { id }, query: { limit: SECTION_SIZE, cursor: pageParam } },
          signal,
        }),
      ).then(withPeriodIds),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

/** The states in which an order is still somebody's work. */
const OPEN_STATES = repairStates
  .filter((state) => !['delivered', 'closed', 'cancelled', 'disposed'].includes(state))
  .join(',');

export const openOrdersQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'open-orders', customerId],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/repair-orders', {
          params: { query: { customerId, state: OPEN_STATES, limit: SECTION_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

/** What they owe, and what is held for them, in minor units. */
export const balanceQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'balance', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/customers/{id}/balance', { params: { path: { id } }, signal })),
  });

/** How the guarantee covers their devices today, by device. */
export const coversQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'covers', id],
    queryFn: async ({ signal }) => {
      const { data } = await read(api.GET('/api/v1/customers/{id}/covers', { params: { path: { id } }, signal }));
      return new Map(data.map(({ deviceId, headline }) => [deviceId, headline]));
    },
  });

export const customerContractsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'contracts', customerId],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/contracts', {
          params: { query: { customerId, limit: SECTION_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const useRegisterCustomer = (onDone: (customer: Customer) => void) =>
  useCommand({
    feature: 'customers',
    run: (body: NewCustomer, key) =>
      read(api.POST('/api/v1/customers', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

export const useChangeCustomer = (customer: Customer, onDone: () => void) =>
  useCommand({
    feature: 'customers',
    run: (body: Schemas['ChangeCustomerDto']) =>
      read(api.PATCH('/api/v1/customers/{id}', { params: asRead(customer), body })),
    onDone,
  });

/** Customers for a picker: by name, mobile or e-mail. */
export const customerSource: PickerSource = {
  queryKey: ['customers', 'picker'],
  find: async (q, signal) => {
    const { data } = await read(
      api.GET('/api/v1/customers', { params: { query: { limit: 20, ...(q && { q }) } }, signal }),
    );
    return data.map(({ id, name, mobile }) => ({ id, text: name, hint: mobile }));
  },
};

/** A device that came back to an owner is listed twice: each period is a row of its own. */
function withPeriodIds({ data, page }: Schemas['OwnedDevicePageDto']) {
  return { page, data: data.map((owned) => ({ ...owned, deviceId: owned.id, id: `${owned.id} ${owned.ownedFrom}` })) };
}
