import {
  keepPreviousData,
  queryOptions,
  useIsMutating,
  useQueryClient,
  type MutationFilters,
  type UseMutationResult,
} from '@tanstack/react-query';
import type { components, operations } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import type { Format } from '../../lib/format';
import { actOn, api, asRead, ifMatch, read } from '../../lib/http';
import type { Problem } from '../../lib/problem';
import type { PickerOption, PickerSource } from '../../ui/picker-field';

type Schemas = components['schemas'];
export type RepairOrder = Schemas['RepairOrderDto'];
export type RepairSummary = Schemas['RepairOrderSummaryDto'];
export type DevicePart = Schemas['ComponentHistoryDto'];
export type RepairLine = Schemas['RepairLineDto'];
export type SupplierLeg = Schemas['SupplierLegDto'];
export type InvoiceState = Schemas['InvoiceState'];
export type RepairState = Schemas['RepairState'];
export type RepairAct = Schemas['RepairAct'];
export type PlainAct = Schemas['PlainRepairAct'];
export type VendorResult = Schemas['VendorResult'];
export type Quote = Schemas['QuoteDto'];
export type Decision = Schemas['DecisionDto'];
export type ListSearch = NonNullable<operations['RepairOrders_list']['parameters']['query']>;

/** As many as one bench or one device's past can hold on a screen. */
const A_BENCH_FULL = 200;

export function ordersQuery(search: ListSearch) {
  return queryOptions({
    queryKey: ['repairs', 'list', search],
    queryFn: ({ signal }) => read(api.GET('/api/v1/repair-orders', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The orders of a bench at once, for grouping and sorting by due day on the screen. */
export function benchQuery(search: ListSearch) {
  return ordersQuery({ ...search, limit: A_BENCH_FULL });
}

export function countsQuery(centerId: string | undefined) {
  return queryOptions({
    queryKey: ['repairs', 'counts', centerId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-orders/counts', { params: { query: centerId ? { centerId } : {} }, signal })),
  });
}

/** What each of a technician's waiting orders waits for; an order that has all its parts is not among them. */
export function missingPartsQuery(technicianId: string) {
  return queryOptions({
    queryKey: ['repairs', 'missing-parts', technicianId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-orders/missing-parts', { params: { query: { technicianId } }, signal })),
  });
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: ['repairs', 'order', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/repair-orders/{id}', { params: { path: { id } }, signal })),
  });
}

export function decisionsQuery(id: string) {
  return queryOptions({
    queryKey: ['repairs', 'decisions', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-orders/{id}/coverage-decisions', { params: { path: { id } }, signal })),
  });
}

/** The receipt an order stands on: what was handed in with the device. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ['repairs', 'receipt', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/receptions/{id}', { params: { path: { id } }, signal })),
  });
}

/** What repairs of the same symptom found and, for a fault, what mended it. */
export function similarRepairsQuery(orderId: string, symptomCodeId: string, faultCodeId?: string) {
  return queryOptions({
    queryKey: ['repairs', 'similar', orderId, symptomCodeId, faultCodeId],
    queryFn: ({ signal }) => {
      const params = { path: { id: orderId }, query: { symptomCodeId, faultCodeId } };
      return read(api.GET('/api/v1/repair-orders/{id}/similar-repairs', { params, signal }));
    },
    staleTime: 5 * 60_000,
  });
}

const A_MENU_FULL = 30;

export type BenchCode = Schemas['BenchCode'];
export type CodeChoice = Schemas['CodeChoiceDto'];

/** What was chosen already: the rest is offered by it. */
export interface ChosenCodes {
  readonly symptomCodeId?: string | undefined;
  readonly faultCodeId?: string | undefined;
  readonly causeCodeId?: string | undefined;
}

/** The codes of a set that may be meant on a repair order, those that are usual or listed first. */
export function codeChoicesQuery(orderId: string, kind: BenchCode, chosen: ChosenCodes = {}, q?: string) {
  return queryOptions({
    queryKey: ['repairs', 'code-choices', orderId, kind, chosen, q],
    queryFn: ({ signal }) => {
      const params = { path: { id: orderId }, query: { kind, ...chosen, q } };
      return read(api.GET('/api/v1/repair-orders/{id}/code-choices', { params, signal }));
    },
    select: ({ data }) => data,
    staleTime: 60_000,
  });
}

export function codeOption(code: Schemas['CodedRefDto'], format: Format): PickerOption {
  return { id: code.id, code: code.code, text: format.name(code.name) };
}

/** The supplier's leg of each line; it follows the order's version. */
export const supplierCoverQuery = ({ id, version }: RepairOrder) =>
  queryOptions({
    queryKey: ['repairs', 'supplier-cover', id, version],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-orders/{id}/supplier-cover', { params: { path: { id } }, signal })),
  });

/** For whose product and in which centre a price is shown. */
type Priced = Pick<RepairOrder, 'device' | 'center'>;

export function serviceItemSource(order: Priced, format: Format, money: (amount: number) => string): PickerSource {
  return {
    queryKey: ['service-items', 'picker', order.device.id],
    find: async (q, signal) => {
      const query = { ...pricedFor(order), limit: A_MENU_FULL, ...(q && { q }) };
      const { data } = await read(api.GET('/api/v1/service-items', { params: { query }, signal }));
      return data.map(({ id, code, name, price, applied }) => ({
        id,
        code,
        text: format.name(name),
        hint: money(applied?.price ?? price),
      }));
    },
  };
}

/** Parts that fit first, each with price and stock; what may go in for one that is short stands right below it. */
export function partSource(
  order: Pick<RepairOrder, 'id'>,
  format: Format,
  hintOf: (choice: { readonly price?: number; readonly free: number; readonly standsFor?: string }) => string,
): PickerSource {
  return {
    queryKey: ['repairs', 'part-choices', order.id],
    find: async (q, signal) => {
      const params = { path: { id: order.id }, query: q ? { q } : {} };
      const { data } = await read(api.GET('/api/v1/repair-orders/{id}/part-choices', { params, signal }));
      const options = data.flatMap(({ substitutes, price, free, ...part }) => [
        { ...codeOption(part, format), hint: hintOf({ price, free }) },
        ...substitutes.map((other) => ({
          ...codeOption(other, format),
          hint: hintOf({ free: other.free, standsFor: format.name(part.name) }),
        })),
      ]);
      const seen = new Set<string>();
      return options.filter(({ id }) => !seen.has(id) && seen.add(id));
    },
  };
}

function pricedFor({ device, center }: Priced) {
  return { forProductId: device.productId, forCenterId: center.id };
}

/** One colleague, for the name of a filter that came with the address. */
export function staffQuery(accountId: string) {
  return queryOptions({
    queryKey: ['staff', 'one', accountId],
    queryFn: ({ signal }) => read(api.GET('/api/v1/staff/{id}', { params: { path: { id: accountId } }, signal })),
  });
}

/** The order as it was seen: a write is refused when somebody else has changed it since. */
export type Seen = Pick<RepairOrder, 'id' | 'version'>;
type Command<Input> = UseMutationResult<RepairOrder, Problem, Input>;
type Done = (order: RepairOrder) => void;

/** A write on one order; its answer is the order as it is now, and is shown at once. */
function useOrderCommand<Input extends { readonly order: Seen }>(
  run: (input: Input, key: string) => Promise<RepairOrder>,
  onDone?: Done,
): Command<Input> {
  const queryClient = useQueryClient();
  return useCommand({
    feature: 'repairs',
    run: async (input: Input, key) => {
      const order = await run(input, key);
      queryClient.setQueryData(orderQuery(order.id).queryKey, order);
      return order;
    },
    ...(onDone && { onDone }),
  });
}

const writesOf = (id: string): MutationFilters => ({
  status: 'pending',
  predicate: ({ state }) => (state.variables as Partial<{ order: Seen }> | undefined)?.order?.id === id,
});

/** While a write on the order is on its way: another one would carry a version that is about to be old. */
export function useIsOrderBusy(id: string): boolean {
  return useIsMutating(writesOf(id)) > 0;
}

/** The same, asked at the moment of a press: two keys may come before the page is drawn again. */
export function useIsOrderFree(id: string): () => boolean {
  const queryClient = useQueryClient();
  return () => queryClient.isMutating(writesOf(id)) === 0;
}

const ofLine = ({ id, version }: Seen, lineId: string) => ({
  path: { id, lineId },
  header: { 'If-Match': ifMatch(version) },
});

/** Onto my own bench, or back from it. */
export const useTakeOrder = (onDone?: Done) =>
  useOrderCommand(
    ({ order, take }: { order: Seen; take: boolean }) =>
      take
        ? read(api.PUT('/api/v1/repair-orders/{id}/technician/me', { params: asRead(order) }))
        : read(api.DELETE('/api/v1/repair-orders/{id}/technician/me', { params: asRead(order) })),
    onDone,
  );

export const useAssign = (onDone?: Done) =>
  useOrderCommand(
    ({ order, technicianId }: { order: Seen; technicianId: string | null }) =>
      read(api.PUT('/api/v1/repair-orders/{id}/technician', { params: asRead(order), body: { technicianId } })),
    onDone,
  );

export const usePlan = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['PlanRepairDto']) =>
      read(api.PATCH('/api/v1/repair-orders/{id}', { params: asRead(order), body })),
    onDone,
  );

export const useMove = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['MoveRepairDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/moves', { params: actOn(order, key), body })),
    onDone,
  );

export const useCloseUnrepaired = (onDone?: Done) =>
  useOrderCommand(
    ({ order, reason }: { order: Seen; reason: string }, key) =>
      read(api.POST('/api/v1/repair-orders/{id}/closure', { params: actOn(order, key), body: { reason } })),
    onDone,
  );

export const useDiagnose = (onDone?: Done) =>
  useOrderCommand(
    ({ order, findings }: { order: Seen } & Schemas['DiagnoseDto']) =>
      read(api.PUT('/api/v1/repair-orders/{id}/diagnosis', { params: asRead(order), body: { findings } })),
    onDone,
  );

export const useAddLine = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['NewLineDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/lines', { params: actOn(order, key), body })),
    onDone,
  );

export const useChangeLine = (onDone?: Done) =>
  useOrderCommand(
    ({ order, lineId, ...body }: { order: Seen; lineId: string } & Schemas['ChangeLineDto']) =>
      read(api.PATCH('/api/v1/repair-orders/{id}/lines/{lineId}', { params: ofLine(order, lineId), body })),
    onDone,
  );

export const useWithdrawLine = (onDone?: Done) =>
  useOrderCommand(
    ({ order, lineId }: { order: Seen; lineId: string }) =>
      read(api.DELETE('/api/v1/repair-orders/{id}/lines/{lineId}', { params: ofLine(order, lineId) })),
    onDone,
  );

export const useFit = () =>
  useOrderCommand(({ order, lineId, quantity }: { order: Seen; lineId: string; quantity: number }) =>
    read(
      api.PUT('/api/v1/repair-orders/{id}/lines/{lineId}/fitted', {
        params: ofLine(order, lineId),
        body: { quantity },
      }),
    ),
  );

/** What sits and sat in the device of an order. */
export const partsOfDeviceQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ['repairs', 'device-parts', deviceId],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/devices/{id}/parts', { params: { path: { id: deviceId } }, signal }))).data,
  });

export const usePlacePart = (onDone?: Done) =>
  useOrderCommand(
    ({ order, lineId, ...body }: { order: Seen; lineId: string } & Schemas['PlacePartDto']) =>
      read(api.PUT('/api/v1/repair-orders/{id}/lines/{lineId}/component', { params: ofLine(order, lineId), body })),
    onDone,
  );

export const useRequestParts = (onDone?: Done) =>
  useOrderCommand(
    ({ order }: { order: Seen }, key) =>
      read(api.POST('/api/v1/repair-orders/{id}/requisitions', { params: actOn(order, key) })),
    onDone,
  );

export const useDecideAgain = (onDone?: Done) =>
  useOrderCommand(
    ({ order, reason }: { order: Seen; reason: string }, key) =>
      read(api.POST('/api/v1/repair-orders/{id}/coverage-decisions', { params: actOn(order, key), body: { reason } })),
    onDone,
  );

export const useGoodwill = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['GrantGoodwillDto']) =>
      read(api.PUT('/api/v1/repair-orders/{id}/goodwill', { params: asRead(order), body })),
    onDone,
  );

export const useSendQuote = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['SendQuoteDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/quotes', { params: actOn(order, key), body })),
    onDone,
  );

export const useAnswerQuote = (onDone?: Done) =>
  useOrderCommand(({ order, number, ...body }: { order: Seen; number: number } & Schemas['AnswerQuoteDto'], key) => {
    const { path, header } = actOn(order, key);
    return read(
      api.POST('/api/v1/repair-orders/{id}/quotes/{number}/answer', {
        params: { path: { ...path, number }, header },
        body,
      }),
    );
  }, onDone);

export const useCheck = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['CheckRepairDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/checks', { params: actOn(order, key), body })),
    onDone,
  );

export const useSendToVendor = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['SendToVendorDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/vendor-legs', { params: actOn(order, key), body })),
    onDone,
  );

export const useReceiveFromVendor = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['BackFromVendorDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/vendor-legs/return', { params: actOn(order, key), body })),
    onDone,
  );

export const useConfirmDoa = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['ConfirmDoaDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/doa', { params: actOn(order, key), body })),
    onDone,
  );

export const useReplace = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['ReplaceDeviceDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/replacement', { params: actOn(order, key), body })),
    onDone,
  );

export const useInvoice = (onDone?: Done) =>
  useOrderCommand(
    ({ order }: { order: Seen }, key) =>
      read(api.POST('/api/v1/repair-orders/{id}/invoices', { params: actOn(order, key) })),
    onDone,
  );

export const useHandOver = (onDone?: Done) =>
  useOrderCommand(
    ({ order, ...body }: { order: Seen } & Schemas['HandOverDto'], key) =>
      read(api.POST('/api/v1/repair-orders/{id}/hand-over', { params: actOn(order, key), body })),
    onDone,
  );
