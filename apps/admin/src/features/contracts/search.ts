import { idOrNone, oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';
import type { components } from '../../lib/api-types';

type Schemas = components['schemas'];

export const contractKinds = [
  'contract',
  'subscription',
  'service-card',
  'service-plan',
] as const satisfies readonly Schemas['ContractKind'][];
export const contractStates = [
  'draft',
  'active',
  'suspended',
  'expired',
  'terminated',
] as const satisfies readonly Schemas['ContractState'][];

/** A list's address: what every list has, and the filters of this one. */
export interface ContractsSearch extends TableSearch {
  readonly state?: Schemas['ContractState'] | undefined;
  readonly kind?: Schemas['ContractKind'] | undefined;
  readonly customerId?: string | undefined;
  readonly endsBefore?: string | undefined;
}

export function contractsSearch(search: Record<string, unknown>): ContractsSearch {
  const { endsBefore } = search;
  return {
    ...tableSearch(search),
    state: oneOf(contractStates, search['state']),
    kind: oneOf(contractKinds, search['kind']),
    customerId: idOrNone(search['customerId']),
    endsBefore: typeof endsBefore === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(endsBefore) ? endsBefore : undefined,
  };
}
