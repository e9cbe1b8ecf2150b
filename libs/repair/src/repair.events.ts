import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { RepairAct, RepairState } from './repair-status.js';

interface OrderFact {
  readonly orderId: Id;
  readonly number: string;
}
interface Moved extends OrderFact {
  readonly act: RepairAct;
  readonly from: RepairState;
  readonly to: RepairState;
}

export const repairOpened = event<OrderFact & { deviceId: Id; receptionId: Id | null }>(
  'repair.opened',
  1,
  'repair-order',
);
export const repairAssigned = event<OrderFact & { technicianId: Id | null }>('repair.assigned', 1, 'repair-order');
export const repairPlanned = event<OrderFact & { promisedOn: string | null; priority: string }>(
  'repair.planned',
  1,
  'repair-order',
);
export const repairDiagnosed = event<OrderFact & { faultCodes: readonly string[] }>(
  'repair.diagnosed',
  1,
  'repair-order',
);
/** The bench confirmed that the device never worked: it is free, and may be exchanged. */
export const repairDoaConfirmed = event<OrderFact & { deviceId: Id }>('repair.doa-confirmed', 1, 'repair-order');
export const repairLinesChanged = event<
  OrderFact & { lineId: Id; change: 'added' | 'changed' | 'withdrawn' | 'fitted' }
>('repair.lines-changed', 1, 'repair-order');
export const repairQuoteSent = event<OrderFact & { quote: number; total: number; receptionId: Id | null }>(
  'repair.quote-sent',
  1,
  'repair-order',
);
export const repairQuoteAnswered = event<OrderFact & { quote: number; approved: boolean; channel: string }>(
  'repair.quote-answered',
  1,
  'repair-order',
);
/** Every move that has no event of its own. */
export const repairMoved = event<Moved>('repair.moved', 1, 'repair-order');
export const repairReady = event<Moved & { receptionId: Id | null; repaired: boolean }>(
  'repair.ready',
  1,
  'repair-order',
);
export const repairInvoiced = event<OrderFact & { invoiceIds: readonly Id[] }>('repair.invoiced', 1, 'repair-order');
export const repairDelivered = event<Moved & { receptionId: Id | null }>('repair.delivered', 1, 'repair-order');

/** Earlier repairs may have lengthened a registration, and nobody stored that yet; told by a migration, once. */
export const extensionDue = event<{ deviceId: Id; centerId: Id }>('repair.extension-due', 1, 'warranty-registration');
