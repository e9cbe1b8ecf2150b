import type { CivilDate, Id } from '@aftercare/kernel';
import { event } from '@aftercare/platform';
import type { ContractKind } from './contract-terms.js';
import type { ContractMove, ContractState } from './contract-status.js';

/** What every fact of a contract tells. `[startsOn, endsOn)` is its period. */
export interface ContractFact {
  readonly number: string;
  readonly kind: ContractKind;
  readonly customerId: Id;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

/** A contract was activated, suspended, resumed or terminated: cover that rests on it may change. */
export const contractMoved = event<ContractFact & { act: ContractMove; from: ContractState; to: ContractState }>(
  'contracts.moved',
  1,
  'service-contract',
);

/** An addendum was agreed on; cover may change from its day on. */
export const contractAmended = event<ContractFact & { addendum: number; effectiveOn: CivilDate }>(
  'contracts.amended',
  1,
  'service-contract',
);

/** A contract goes on in another one, which is still a draft. */
export const contractRenewed = event<ContractFact & { renewalId: Id }>('contracts.renewed', 1, 'service-contract');

/** What an order holds of a contract changed; 0 gives everything back. */
export const contractUsed = event<{ number: string; orderId: Id; deviceId: Id; visits: number; labourMinutes: number }>(
  'contracts.used',
  1,
  'service-contract',
);

/** The end of the period is near; told once per contract. */
export const contractExpiring = event<ContractFact>('contracts.expiring', 1, 'service-contract');

/** A part of the price is to be billed by the centre; told once for each. `amount` in minor units without tax. */
export const instalmentDue = event<
  ContractFact & { instalmentId: Id; instalment: number; dueOn: CivilDate; amount: number; centerId: Id }
>('contracts.instalment-due', 1, 'service-contract');

/** The period is over. */
export const contractExpired = event<ContractFact>('contracts.expired', 1, 'service-contract');
