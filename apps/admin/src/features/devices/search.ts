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
