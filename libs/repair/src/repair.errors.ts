import { problem, type ProblemDefinition } from '@aftercare/platform';
import type { GuardName } from './repair-status.js';

export const deviceHasOpenOrder = problem<{ number: string; centerFa: string | null; centerEn: string | null }>(
  'repair.device-has-open-order',
  409,
  'The device already has an open repair order.',
  { constraints: ['repair_order_open_uq'] },
);
export const actNotAllowed = problem<{ act: string; state: string }>(
  'repair.act-not-allowed',
  409,
  'This cannot be done in the order’s present state.',
  { constraints: ['repair_state_move', 'repair_transition_move_fk'] },
);
export const reasonMissing = problem('repair.reason-missing', 422, 'This act needs a reason.');
export const orderFrozen = problem<{ state: string }>(
  'repair.order-frozen',
  409,
  'The order can no longer be changed in this state.',
);
export const unknownCode = problem(
  'repair.unknown-code',
  422,
  'A code does not exist, is retired, a heading or of another kind.',
);
export const unknownItem = problem(
  'repair.unknown-item',
  422,
  'The part or service item does not exist or is retired.',
);
export const unknownTechnician = problem(
  'repair.unknown-technician',
  422,
  'This account cannot repair in the order’s centre.',
  {
    constraints: ['repair_order_technician_fk', 'repair_line_technician_fk'],
  },
);
export const lineInStore = problem(
  'repair.line-in-store',
  409,
  'Parts of this line are reserved or issued: return them first.',
);
export const fitTooMany = problem('repair.fit-too-many', 409, 'More pieces cannot be fitted than were issued.');
export const notOnePiece = problem(
  'repair.not-one-piece',
  409,
  'Only one fitted piece has a place and serial numbers.',
);
export const quoteOutdated = problem<{ number: number; total: number }>(
  'repair.quote-outdated',
  409,
  'This is not the quote that awaits an answer, or its sum differs.',
);
export const quoteExpired = problem('repair.quote-expired', 409, 'This quote is no longer valid. Ask for a new one.');
export const alreadyInvoiced = problem('repair.already-invoiced', 409, 'The order is invoiced already.', {
  constraints: ['invoice_line_order_line_uq'],
});
export const notReadyToInvoice = problem(
  'repair.not-ready-to-invoice',
  409,
  'Only an order that is ready can be invoiced.',
);

export const twinsBothOpen = problem(
  'repair.twins-both-open',
  409,
  'Both records have an open repair order: finish one first.',
);
export const twinsBothRegistered = problem(
  'repair.twins-both-registered',
  409,
  'Both records have a guarantee that stands: declare one void first.',
);
export const doaNotGranted = problem(
  'repair.doa-not-granted',
  409,
  'The guarantee does not grant an exchange on this day: the device is repaired.',
);
export const doaConfirmed = problem('repair.doa-confirmed', 409, 'The fault on arrival is confirmed already.', {
  constraints: ['repair_doa_pk'],
});
export const vendorSerialMissing = problem(
  'repair.vendor-serial-missing',
  422,
  'Which unit came back? A replacement needs its serial number.',
);

/** One problem per guard of the state table. */
export const GUARD_PROBLEMS: Record<GuardName, ProblemDefinition> = {
  'not-decided': problem('repair.not-decided', 409, 'The coverage of the present lines has not been decided.'),
  'not-coded': problem('repair.not-coded', 409, 'Code symptom and fault first.'),
  'cost-not-approved': problem('repair.cost-not-approved', 409, 'The customer has not approved this cost.'),
  'nothing-to-quote': problem(
    'repair.nothing-to-quote',
    409,
    'The customer pays nothing for this order, so there is nothing to approve.',
  ),
  'quote-open': problem('repair.quote-open', 409, 'A quote still awaits the customer’s answer.'),
  'quote-not-open': problem('repair.quote-not-open', 409, 'No quote awaits an answer.'),
  'parts-outstanding': problem('repair.parts-outstanding', 409, 'Not all parts have been issued.'),
  'parts-not-short': problem('repair.parts-not-short', 409, 'No part is missing.'),
  'parts-loose': problem('repair.parts-loose', 409, 'Every issued part must be fitted or returned first.'),
  'vendor-leg-open': problem('repair.vendor-leg-open', 409, 'The device has not come back from the vendor.'),
  'vendor-leg-not-open': problem('repair.vendor-leg-not-open', 409, 'The device is not at a vendor.'),
  'vendor-serial-differs': problem('repair.vendor-serial-differs', 409, 'Another serial came back: record a swap.'),
  'tester-is-repairer': problem('repair.tester-is-repairer', 409, 'Whoever repaired the device cannot check it.'),
  'already-invoiced': alreadyInvoiced,
  'not-settled': problem('repair.not-settled', 409, 'The invoice is not settled.'),
  'exchange-not-granted': problem(
    'repair.exchange-not-granted',
    409,
    'The guarantee does not grant another unit for this fault.',
  ),
  'deposit-held': problem('repair.deposit-held', 409, 'A deposit is held that no invoice took: give it back first.'),
  'storage-limit-not-passed': problem(
    'repair.storage-limit-not-passed',
    409,
    'The free storage period has not passed.',
  ),
};
