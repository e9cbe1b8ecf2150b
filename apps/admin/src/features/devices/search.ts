import type { components } from '../../lib/api-types';
import { idOrNone } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';

/** What the address of the list of devices may say. */
export interface DevicesSearch extends TableSearch {
  readonly brandId?: string | undefined;
  readonly productId?: string | undefined;
  readonly customerId?: string | undefined;
}

export function devicesSearch(search: Record<string, unknown>): DevicesSearch {
  return {
    ...tableSearch(search),
    brandId: idOrNone(search['brandId']),
    productId: idOrNone(search['productId']),
    customerId: idOrNone(search['customerId']),
  };
}

type BlockKind = components['schemas']['BlockKind'];
export const blockKinds = ['stolen', 'blocked', 'counterfeit', 'recalled'] as const satisfies BlockKind[];
export const blockStates = ['live', 'lifted'] as const;

/** What the address of the register of blocks may say. */
export interface BlocksSearch extends TableSearch {
  readonly kind?: BlockKind | undefined;
  readonly state?: (typeof blockStates)[number] | undefined;
}

export function blocksSearch(search: Record<string, unknown>): BlocksSearch {
  return {
    ...tableSearch(search),
    kind: blockKinds.find((kind) => kind === search['kind']),
    state: blockStates.find((state) => state === search['state']),
  };
}
