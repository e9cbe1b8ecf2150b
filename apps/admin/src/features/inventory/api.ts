import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { actOn, api, ifMatch, read } from '../../lib/http';
import { firstPage, nextPage } from '../../ui/paged-list';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type Requisition = Schemas['RequisitionDto'];
export type RequisitionSummary = Schemas['RequisitionSummaryDto'];
export type RequisitionLine = Schemas['RequisitionLineDto'];
export type RequisitionState = Schemas['RequisitionState'];
export type StockBalance = Schemas['StockBalanceDto'];
export type StockMovement = Schemas['StockMovementDto'];
export type StockLocation = Schemas['StockLocationDto'];
export type StockLocationKind = Schemas['StockLocationKind'];
export type GoodsReceiptSummary = Schemas['GoodsReceiptSummaryDto'];
export type Part = Schemas['PartDto'];
type NewReceipt = Schemas['ReceiveGoodsDto'];
type NewLocation = Schemas['CreateStockLocationDto'];

const feature = 'inventory';
const OPEN_STATES = 'submitted,partly_issued';
const MOST_LOCATIONS = 200;
const PARTS_SHOWN = 20;

interface DeskFilter {
  readonly centerId: string | undefined;
  readonly orderId: string | undefined;
  /** Finished ones too. */
  readonly all: boolean;
}

/** The storekeeper's desk, oldest request first. */
export function requisitionsQuery({ centerId, orderId, all }: DeskFilter) {
  return infiniteQueryOptions({
    queryKey: [feature, 'requisitions', centerId, orderId, all],
    queryFn: ({ signal, pageParam }) => {
      const query = { centerId, orderId, cursor: pageParam, limit: 50, ...(!all && { state: OPEN_STATES }) };
      return read(api.GET('/api/v1/requisitions', { params: { query }, signal }));
    },
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousData,
  });
}

export function requisitionQuery(id: string) {
  return queryOptions({
    queryKey: [feature, 'requisition', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/requisitions/{id}', { params: { path: { id } }, signal })),
  });
}

interface Move {
  readonly requisition: Requisition;
  readonly lines: Schemas['MovePartsDto']['lines'];
}

export function useIssueParts(onDone: (requisition: Requisition, move: Move) => void) {
  return useCommand({
    feature,
    run: ({ requisition, lines }: Move, key) =>
      read(api.POST('/api/v1/requisitions/{id}/issues', { params: actOn(requisition, key), body: { lines } })),
    onDone,
  });
}

export function useTakeBackParts(onDone: (requisition: Requisition, move: Move) => void) {
  return useCommand({
    feature,
    run: ({ requisition, lines }: Move, key) =>
      read(
        api.POST('/api/v1/requisitions/{id}/returns', {
          params: { path: { id: requisition.id }, header: { 'Idempotency-Key': key } },
          body: { lines },
        }),
      ),
    onDone,
  });
}

interface StockSearch extends TableSearch {
  readonly centerId: string | undefined;
  readonly locationId: string | undefined;
  readonly short: true | undefined;
}

export type BalanceRow = StockBalance & { readonly id: string };

export function balancesQuery({ q, limit, cursor, centerId, locationId, short }: StockSearch) {
  const query = { q, limit, cursor, centerId, locationId, short };
  return queryOptions({
    queryKey: [feature, 'balances', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/stock-balances', { params: { query }, signal })),
    select: ({ data, page }) => ({
      data: data.map((row): BalanceRow => ({ ...row, id: `${row.location.id} ${row.part.id}` })),
      page,
    }),
    placeholderData: keepPreviousData,
  });
}

/** What moved of a part in a location, newest first. */
export function ledgerQuery(locationId: string, partId: string) {
  return infiniteQueryOptions({
    queryKey: [feature, 'ledger', locationId, partId],
    queryFn: ({ signal, pageParam }) => {
      const query = { locationId, partId, cursor: pageParam, limit: 25 };
      return read(api.GET('/api/v1/stock-ledger', { params: { query }, signal }));
    },
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });
}

export function useAdjustStock(onDone: () => void) {
  return useCommand({
    feature,
    run: (body: Schemas['AdjustStockDto'], key) =>
      read(api.POST('/api/v1/stock-adjustments', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
}

export function receiptsQuery(search: TableSearch & { readonly centerId: string | undefined }) {
  const { limit, cursor, centerId } = search;
  const query = { limit, cursor, centerId };
  return queryOptions({
    queryKey: [feature, 'receipts', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/goods-receipts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: [feature, 'receipt', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/goods-receipts/{id}', { params: { path: { id } }, signal })),
  });
}

export function useReceiveGoods(onDone: (receipt: Schemas['GoodsReceiptDto']) => void) {
  return useCommand({
    feature,
    run: (body: NewReceipt, key) =>
      read(api.POST('/api/v1/goods-receipts', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
}

/** All locations of a centre: a handful. */
export function locationsQuery(centerId: string | undefined) {
  const query = { centerId, limit: MOST_LOCATIONS };
  return queryOptions({
    queryKey: [feature, 'locations', centerId],
    queryFn: ({ signal }) => read(api.GET('/api/v1/stock-locations', { params: { query }, signal })),
  });
}

export function useAddLocation(onDone: () => void) {
  return useCommand({
    feature,
    run: (body: NewLocation, key) =>
      read(api.POST('/api/v1/stock-locations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
}

export function useRenameLocation(onDone: () => void) {
  return useCommand({
    feature,
    run: ({ id, version, name }: Pick<StockLocation, 'id' | 'version' | 'name'>) =>
      read(
        api.PATCH('/api/v1/stock-locations/{id}', {
          params: { path: { id }, header: { 'If-Match': ifMatch(version) } },
          body: { name },
        }),
      ),
    onDone,
  });
}

/** Parts whose stock number or name has these letters. */
export async function findParts(q: string, signal?: AbortSignal): Promise<readonly Part[]> {
  const query = { limit: PARTS_SHOWN, ...(q !== '' && { q }) };
  const { data } = await read(api.GET('/api/v1/parts', { params: { query }, signal: signal ?? null }));
  return data;
}
