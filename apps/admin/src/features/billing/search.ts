import { oneOf } from '../../lib/values';
import { tableSearch, type TableSearch } from '../../ui/table-state';
import { invoiceKinds, type InvoiceKind } from './api';

export interface InvoicesSearch extends TableSearch {
  readonly kind?: InvoiceKind | undefined;
}

export function invoicesSearch(search: Record<string, unknown>): InvoicesSearch {
  return { ...tableSearch(search), kind: oneOf(invoiceKinds, search['kind']) };
}
