import { idOrNone, oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';
import type { components } from '../../lib/api-types';

/** What the address of a list of the catalog may say. */
export interface CatalogSearch extends TableSearch {
  readonly brandId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly kind?: components['schemas']['CodeKind'] | undefined;
  readonly productId?: string | undefined;
  readonly retired?: boolean | undefined;
}

const kinds = ['symptom', 'fault', 'cause', 'condition', 'accessory'] as const;

export function catalogSearch(search: Record<string, unknown>): CatalogSearch {
  return {
    ...tableSearch(search),
    brandId: idOrNone(search['brandId']),
    groupId: idOrNone(search['groupId']),
    productId: idOrNone(search['productId']),
    kind: oneOf(kinds, search['kind']),
    retired: String(search['retired']) === 'true' || undefined,
  };
}
