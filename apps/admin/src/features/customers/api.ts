import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, ifMatch, read } from '../../lib/http';
import { firstPage, nextPage } from '../../ui/paged-list';
import type { PickerSource } from '../../ui/picker-field';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type Customer = Schemas['CustomerDto'];
export type CustomerRow = Schemas['CustomerListItemDto'];
export type NewCustomer = Schemas['CreateCustomerDto'];

const SECTION_SIZE = 10;

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

export const customerReceptionsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'receptions', customerId],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/receptions', {
          params: { query: { customerId, limit: SECTION_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });

export const customerOrdersQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'orders', customerId],
    queryFn: ({ pageParam, signal }) =>
      read(
        api.GET('/api/v1/repair-orders', {
          params: { query: { customerId, limit: SECTION_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
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

export const useChangeCustomer = ({ id, version }: Customer, onDone: () => void) =>
  useCommand({
    feature: 'customers',
    run: (body: Schemas['ChangeCustomerDto']) =>
      read(
        api.PATCH('/api/v1/customers/{id}', {
          params: { path: { id }, header: { 'If-Match': ifMatch(version) } },
          body,
        }),
      ),
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
