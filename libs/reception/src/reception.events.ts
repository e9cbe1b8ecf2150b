import type { Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';

export const customerArrived = event<{ arrivalId: Id }>('reception.customer-arrived', 1, 'arrival');
export const customerServed = event<{ arrivalId: Id; waitedSeconds: number }>(
  'reception.customer-served',
  1,
  'arrival',
);
export const customerLeft = event<{ arrivalId: Id }>('reception.customer-left', 1, 'arrival');
export const received = event<{ receptionId: Id; number: string; customerId: Id; orderIds: readonly Id[] }>(
  'reception.received',
  1,
  'reception',
);
export const handedOver = event<{ orderId: Id; receptionId: Id; accessoriesMissing: number }>(
  'reception.handed-over',
  1,
  'repair-order',
);
/** A security notice: somebody brought a device that is barred from every centre. */
export const blockedDevicePresented = event<{ deviceId: Id; blockId?: Id | null }>(
  'reception.blocked-device-presented',
  1,
  'device',
);
/** A unit nobody has met yet, but which is listed. */
export const listedUnitPresented = event<{ blockId: Id }>('reception.listed-unit-presented', 1, 'device-block');
