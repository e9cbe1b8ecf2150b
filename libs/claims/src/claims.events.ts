import type { CivilDate, Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { CoreState } from './claim-core.entity.js';

/** Amounts in minor units. */
interface ClaimFact {
  readonly number: string;
  readonly supplierId: Id;
  readonly round: number;
}

/** `created`, `changed`, or a new version of an agreement. */
export const supplierSaved = event<{ change: 'created' | 'changed' | 'agreed' }>(
  'claims.supplier-saved',
  1,
  'supplier',
);
/** A claim went out to its supplier, the first time or again. */
export const claimSubmitted = event<ClaimFact & { lines: number; amount: number }>(
  'claims.submitted',
  1,
  'supplier-claim',
);
/** Every line of the round has an answer. `accepted` is the sum of all rounds. */
export const claimAnswered = event<ClaimFact & { accepted: number; refusedLines: number }>(
  'claims.answered',
  1,
  'supplier-claim',
);
export const claimSettled = event<ClaimFact & { kind: string; amount: number; settledOn: CivilDate }>(
  'claims.settled',
  1,
  'supplier-claim',
);
/** A line that was not sent yet can be claimed for some days only; told once. */
export const claimDeadlineNear = event<{ supplierId: Id; orderId: Id; claimBy: CivilDate; amount: number }>(
  'claims.deadline-near',
  1,
  'supplier-claim-line',
);
/** The old part of a line was taken in, sent, or answered for. */
export const coreMoved = event<{ lineId: Id; partId: Id; quantity: number; from: CoreState; to: CoreState }>(
  'claims.core-moved',
  1,
  'claim-core',
);
