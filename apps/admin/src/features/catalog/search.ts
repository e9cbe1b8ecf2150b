import { idOrNone, oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';
import { codeKinds, type CodeKind } from './code-kinds';

/** What the address of a list of the catalog may say. */
export interface CatalogSearch extends TableSearch {
  readonly brandId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly kind?: CodeKind | undefined;
  readonly productId?: string | undefined;
  readonly retired?: boolean | undefined;
}

export function catalogSearch(search: Record<string, unknown>): CatalogSearch {
  return {
    ...tableSearch(search),
    brandId: idOrNone(search['brandId']),
    groupId: idOrNone(search['groupId']),
    productId: idOrNone(search['productId']),
    kind: oneOf(codeKinds, search['kind']),
    retired: String(search['retired']) === 'true' || undefined,
  };
}
