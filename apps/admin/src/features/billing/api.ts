import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { actOn, api, read } from '../../lib/http';
import { firstPage, nextPage } from '../../ui/paged-list';
import type { TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];
export type InvoiceSummary = Schemas['InvoiceSummaryDto'];
export type Invoice = Schemas['InvoiceDto'];
export type InvoiceLine = Schemas['InvoiceLineDto'];
export type InvoiceKind = Schemas['InvoiceKind'];
export type InvoiceState = Schemas['InvoiceState'];
export type Payment = Schemas['PaymentDto'];
export type PaymentMethod = Schemas['PaymentMethod'];
export type Deposit = Schemas['DepositDto'];
export type TaxCategory = Schemas['TaxCategory'];
export type TaxRate = Schemas['TaxRateDto'];
export type RepairOrderSummary = Schemas['RepairOrderSummaryDto'];

export const invoiceKinds = ['customer', 'contract', 'warranty'] as const satisfies readonly InvoiceKind[];
export const paymentMethods = ['cash', 'card', 'transfer'] as const satisfies readonly PaymentMethod[];
export const taxCategories = ['standard', 'service', 'part'] as const satisfies readonly TaxCategory[];

const feature = 'billing';
const OF_CUSTOMERS = 'customer,contract';
const OPEN_STATES = 'issued,part_paid';
const RATES_SHOWN = 100;

interface InvoiceSearch extends TableSearch {
  readonly centerId: string | undefined;
  /** Paid ones and those of guarantors too. */
  readonly all: boolean;
  readonly kind?: InvoiceKind | undefined;
}

export function invoicesQuery({ q, limit, cursor, centerId, all, kind }: InvoiceSearch) {
  const query = { q, limit, cursor, centerId, ...(all ? { kind } : { kind: OF_CUSTOMERS, state: OPEN_STATES }) };
  return queryOptions({
    queryKey: [feature, 'invoices', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/invoices', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: [feature, 'invoice', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/invoices/{id}', { params: { path: { id } }, signal })),
  });
}

/** Orders that are ready and have lines, but no invoice yet. */
export function ordersToInvoiceQuery({ limit, cursor, centerId }: TableSearch & { centerId: string | undefined }) {
  const query = { limit, cursor, centerId, toInvoice: true };
  return queryOptions({
    queryKey: [feature, 'to-invoice', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/repair-orders', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: [feature, 'order', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/repair-orders/{id}', { params: { path: { id } }, signal })),
  });
}

export function useIssueInvoice(onDone: (order: Schemas['RepairOrderDto']) => void) {
  return useCommand({
    feature,
    run: (pick: Pick<RepairOrderSummary, 'id' | 'version'>, key) =>
      read(api.POST('/api/v1/repair-orders/{id}/invoices', { params: actOn(pick, key) })),
    onDone,
  });
}

export function useTakePayment(onDone: (payment: Payment) => void) {
  return useCommand({
    feature,
    run: (body: Schemas['TakePaymentDto'], key) =>
      read(api.POST('/api/v1/payments', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
}

export function useWriteOff(invoice: Invoice, onDone: () => void) {
  return useCommand({
    feature,
    run: (body: Schemas['WriteOffInvoiceDto'], key) =>
      read(api.POST('/api/v1/invoices/{id}/write-off', { params: actOn(invoice, key), body })),
    onDone,
  });
}

/** What was left ahead for an order, the first first. */
export function depositsQuery(orderId: string) {
  return queryOptions({
    queryKey: [feature, 'deposits', orderId],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/deposits', { params: { query: { orderId } }, signal }))).data,
  });
}

export function useTakeDeposit(onDone: () => void) {
  const ordersChange = useOrdersChange();
  return useCommand({
    feature,
    run: (body: Schemas['TakeDepositDto'], key) =>
      read(api.POST('/api/v1/deposits', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone: () => (ordersChange(), onDone()),
  });
}

export function useRefundDeposit(deposit: Deposit, onDone: () => void) {
  const ordersChange = useOrdersChange();
  return useCommand({
    feature,
    run: (body: Schemas['RefundDepositDto'], key) =>
      read(api.POST('/api/v1/deposits/{id}/refunds', { params: actOn(deposit, key), body })),
    onDone: () => (ordersChange(), onDone()),
  });
}

/** What may be done with an order hangs on what is held for it. */
function useOrdersChange(): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: ['repairs'] });
}

/** @param on a civil day of the centre's zone */
export function cashUpQuery(centerId: string, on: string) {
  const query = { centerId, on };
  return queryOptions({
    queryKey: [feature, 'cash-up', centerId, on],
    queryFn: ({ signal }) => read(api.GET('/api/v1/cash-ups', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function paymentsQuery(centerId: string, on: string) {
  return infiniteQueryOptions({
    queryKey: [feature, 'payments', centerId, on],
    queryFn: ({ signal, pageParam }) => {
      const query = { centerId, on, cursor: pageParam, limit: 50 };
      return read(api.GET('/api/v1/payments', { params: { query }, signal }));
    },
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });
}

export const taxRatesQuery = queryOptions({
  queryKey: [feature, 'tax-rates'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/tax-rates', { params: { query: { limit: RATES_SHOWN } }, signal })),
});

export function useAddTaxRate(onDone: () => void) {
  return useCommand({
    feature,
    run: (body: Schemas['AddTaxRateDto'], key) =>
      read(api.POST('/api/v1/tax-rates', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone,
  });
}
