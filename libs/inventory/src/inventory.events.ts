import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { StockPlace } from './stock.js';

/** Pieces of a part on one line; `value` is their total cost in minor units of the company currency. */
interface MovedLine {
  readonly lineId: Id;
  readonly orderLineId: Id;
  readonly partId: Id;
  readonly quantity: number;
  readonly value: number;
}

interface ReservedLine {
  readonly lineId: Id;
  readonly orderLineId: Id;
  readonly partId: Id;
  readonly quantity: number;
}

interface OfRequisition<L> {
  readonly orderId: Id;
  readonly requisitionId: Id;
  readonly lines: readonly L[];
}

export const stockLocationSaved = event<{ readonly change: 'created' | 'changed' }>(
  'inventory.stock-location-saved',
  1,
  'stock-location',
);

/** Bought pieces came in; `value` is the total of a line. */
export const goodsReceived = event<{
  readonly receiptId: Id;
  readonly locationId: Id;
  readonly lines: readonly { readonly partId: Id; readonly quantity: number; readonly value: number }[];
}>('inventory.goods-received', 1, 'goods-receipt');

/** The workshop asked for parts; of `quantity` so many were reserved at once and so many are short. */
export const requisitionSubmitted = event<
  OfRequisition<ReservedLine & { readonly reserved: number; readonly short: number }>
>('inventory.requisition-submitted', 1, 'requisition');

/** Parts left the store for the bench. */
export const partsIssued = event<OfRequisition<MovedLine>>('inventory.parts-issued', 1, 'requisition');

/** Unused parts came back to the store at the cost they were issued at. */
export const partsReturned = event<OfRequisition<MovedLine>>('inventory.parts-returned', 1, 'requisition');

/** An order waits for a part; `freeElsewhere` lists the branches of other centres that have it free, most first. */
export const shortageRaised = event<{
  readonly orderId: Id;
  readonly requisitionId: Id;
  readonly partId: Id;
  readonly quantity: number;
  readonly freeElsewhere: readonly { readonly centerId: Id; readonly locationId: Id; readonly free: number }[];
}>('inventory.shortage-raised', 1, 'requisition');

/** Pieces that came in, or came free, were reserved for an order that waited for them. */
export const shortageFilled = event<OfRequisition<ReservedLine>>('inventory.shortage-filled', 1, 'requisition');

/** The order needs no further parts: its reservations are free again, what it still waited for is cancelled. */
export const reservationsReleased = event<OfRequisition<ReservedLine>>(
  'inventory.reservations-released',
  1,
  'requisition',
);

/** A whole unit left the shelf, the one it replaces came into quarantine at zero value; `cost` is the former's. */
export const unitExchanged = event<{
  readonly orderId: Id | null;
  readonly out: StockPlace;
  readonly in: StockPlace;
  readonly cost: number;
}>('inventory.unit-exchanged', 1, 'stock-movement');

/** A storekeeper corrected the stock by hand; the reason is in the audit entry and in the ledger. */
export const stockAdjusted = event<{
  readonly locationId: Id;
  readonly partId: Id;
  readonly quantity: number;
  readonly value: number;
}>('inventory.stock-adjusted', 1, 'stock-movement');
