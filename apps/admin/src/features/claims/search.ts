import type { components } from '../../lib/api-types';
import { idOrNone, oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';

type Schemas = components['schemas'];

export const claimStates = [
  'draft',
  'submitted',
  'answered',
  'resubmitted',
  'settled',
] as const satisfies readonly Schemas['ClaimState'][];
export const coreStates = [
  'due',
  'received',
  'sent',
  'accepted',
  'refused',
] as const satisfies readonly Schemas['CoreState'][];

/** The address of a list of this part: what every list has, and its own filters. */
export interface ClaimsSearch extends TableSearch {
  readonly supplierId?: string | undefined;
  readonly centerId?: string | undefined;
  readonly state?: Schemas['ClaimState'] | undefined;
  readonly core?: Schemas['CoreState'] | undefined;
  readonly late?: boolean | undefined;
  readonly soon?: boolean | undefined;
}

export function claimsSearch(search: Record<string, unknown>): ClaimsSearch {
  return {
    ...tableSearch(search),
    supplierId: idOrNone(search['supplierId']),
    centerId: idOrNone(search['centerId']),
    state: oneOf(claimStates, search['state']),
    core: oneOf(coreStates, search['core']),
    late: String(search['late']) === 'true' || undefined,
    soon: String(search['soon']) === 'true' || undefined,
  };
}

/** Claims of a period: `from` and the last day `to`, civil days. */
export interface RecoverySearch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function recoverySearch({ from, to }: Record<string, unknown>): RecoverySearch {
  return { from: dayOrNone(from), to: dayOrNone(to) };
}

function dayOrNone(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}
