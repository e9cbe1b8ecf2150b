import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, read } from '../../lib/http';

type Schemas = components['schemas'];
export type Arrival = Schemas['ArrivalDto'];
export type ReceptionSummary = Schemas['ReceptionSummaryDto'];
export type Reception = Schemas['ReceptionDto'];
export type ReceivedDevice = Reception['items'][number];
export type NewReception = Schemas['ReceiveDto'];
export type KnownCustomer = Schemas['CustomerListItemDto'];
export type OwnedDevice = Schemas['OwnedDeviceDto'];
export type DeviceAtCounter = Schemas['DeviceAtCounterDto'];
export type ServiceCode = Schemas['ServiceCodeDto'];

// Keys: what changes with each reception begins with `reception`; what an intake only asks begins with `intake`, so that
// neither the clerk's own command nor somebody else's event changes the form under the clerk's hands.
const SUGGESTIONS = 8;
const CODES_FRESH_MS = 10 * 60_000;

/** Who waits in a centre, longest first. */
export function waitingQuery(centerId: string) {
  return queryOptions({
    queryKey: ['reception', 'waiting', centerId],
    queryFn: ({ signal }) => read(api.GET('/api/v1/arrivals', { params: { query: { centerId } }, signal })),
  });
}

export interface ReceptionsSearch {
  readonly centerId: string;
  /** A civil day of the centre. */
  readonly receivedOn?: string;
  readonly q?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** The receipts of a centre, newest first. */
export function receptionsQuery(search: ReceptionsSearch) {
  return queryOptions({
    queryKey: ['reception', 'list', search],
    queryFn: ({ signal }) => read(api.GET('/api/v1/receptions', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function receptionQuery(id: string) {
  return queryOptions({
    queryKey: ['reception', 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/receptions/{id}', { params: { path: { id } }, signal })),
  });
}

/** The repair order behind a device of a receipt: its guarantee verdict and what is covered and charged. */
export function receivedOrderQuery(id: string) {
  return queryOptions({
    queryKey: ['reception', 'order', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/repair-orders/{id}', { params: { path: { id } }, signal })),
  });
}

/** Customers by the beginning of a mobile or letters of a name. */
export function customersQuery(q: string) {
  return queryOptions({
    queryKey: ['intake', 'customers', q],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/customers', { params: { query: { q, limit: SUGGESTIONS } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}

/** What a customer owns now, latest first. */
export function ownedDevicesQuery(customerId: string) {
  return queryOptions({
    queryKey: ['reception', 'owned', customerId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/customers/{id}/devices', {
          params: { path: { id: customerId }, query: { limit: 20 } },
          signal,
        }),
      ),
    select: ({ data }) => data.filter(({ ownedTo }) => ownedTo === null),
  });
}

/** Devices of a serial or IMEI with guarantee, owner, open order and last visits. */
export function lookupQuery(serial: string) {
  return queryOptions({
    queryKey: ['intake', 'lookup', serial],
    queryFn: ({ signal }) => read(api.GET('/api/v1/device-lookups', { params: { query: { serial } }, signal })),
  });
}

/** The code set of a kind, as far as it is meant for a product; it changes rarely. */
export function codesQuery(kind: ServiceCode['kind'], productId: string | undefined) {
  return queryOptions({
    queryKey: ['intake', 'codes', kind, productId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/codes', { params: { query: { kind, productId, limit: 200 } }, signal })),
    select: ({ data }) => data,
    staleTime: CODES_FRESH_MS,
  });
}

export function brandsQuery(q: string) {
  return queryOptions({
    queryKey: ['intake', 'brands', q],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/brands', { params: { query: { ...(q && { q }), limit: SUGGESTIONS } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function productsQuery(q: string, brandId: string | undefined) {
  return queryOptions({
    queryKey: ['intake', 'products', q, brandId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/products', {
          params: { query: { ...(q && { q }), ...(brandId && { brandId }), limit: SUGGESTIONS } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function serviceItemsQuery(q: string) {
  return queryOptions({
    queryKey: ['intake', 'service-items', q],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/service-items', { params: { query: { ...(q && { q }), limit: SUGGESTIONS } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function partsQuery(q: string) {
  return queryOptions({
    queryKey: ['intake', 'parts', q],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/parts', { params: { query: { ...(q && { q }), limit: SUGGESTIONS } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export const useArrive = (onDone: () => void) =>
  useCommand({
    feature: 'reception',
    run: (body: Schemas['ArriveDto'], key) =>
      read(api.POST('/api/v1/arrivals', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });

/** The clerk turns to a waiting customer; 404 when somebody else did already. */
export const useServe = (onDone: (arrival: Arrival) => void) =>
  useCommand({
    feature: 'reception',
    run: ({ id }: Arrival, key) =>
      read(api.POST('/api/v1/arrivals/{id}/service', { params: { path: { id }, header: { 'Idempotency-Key': key } } })),
    onDone: (_, arrival) => onDone(arrival),
  });

export const useLeave = () =>
  useCommand({
    feature: 'reception',
    run: ({ id }: Arrival) => read(api.DELETE('/api/v1/arrivals/{id}', { params: { path: { id } } })),
  });

export const useReceive = (onDone: (reception: Reception) => void) =>
  useCommand({
    feature: 'reception',
    run: (body: NewReception, key) =>
      read(api.POST('/api/v1/receptions', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
